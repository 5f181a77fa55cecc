// The office's test of a scanner: scan the pattern, see which digits arrived, and what stands in the way.
import { signal } from '@preact/signals';
import { html } from 'htm/preact';
import { render } from 'preact';
import { chooseLanguage, language, loadTexts, t } from '../display/shared/text.js';
import { report } from './keys.js';

const PATTERN = '0000012345678998765432101357924683';
const OVER_MS = 700; // of silence, and the scan is over

/** @typedef {import('./keys.js').Report} Report */

const result = signal(/** @type {Report | null} */ (null));
/** @type {import('./keys.js').Press[]} */
let presses = [];
let timer = 0;

await loadTexts();
draw();
document.addEventListener('keydown', heard, true);

function heard(/** @type {KeyboardEvent} */ event) {
  if (event.repeat || event.ctrlKey || event.metaKey) return;
  const { key, code, shiftKey, altKey, isComposing: composing, timeStamp: at } = event;
  if (key === 'Enter' || key === 'Tab') event.preventDefault();
  presses.push({ key, code, at, shiftKey, altKey, composing, caps: event.getModifierState('CapsLock') });
  clearTimeout(timer);
  timer = window.setTimeout(over, OVER_MS);
}

function over() {
  if (presses.length > 2) result.value = report(presses, PATTERN);
  presses = [];
}

function draw() {
  document.title = t('kiosk.test.title');
  render(null, document.body);
  render(html`<${Page} />`, document.body);
}

async function inOther() {
  await chooseLanguage(language() === 'vi' ? 'en' : 'vi');
  draw();
  /** @type {HTMLElement} */ (document.activeElement).blur();
}

function Page() {
  return html`
    <main>
      <header>
        <h1>${t('kiosk.test.title')}</h1>
        <button type="button" onClick=${inOther}>${t('kiosk.language')}</button>
      </header>
      <section class="pattern">
        <img src="scanner-test.svg" alt=${t('kiosk.test.pattern')} />
        <ol>${[1, 2, 3].map((n) => html`<li>${t(`kiosk.test.step_${n}`)}</li>`)}</ol>
      </section>
      ${result.value && html`<${Result} report=${result.value} />`}
    </main>`;
}

const Result = (/** @type {{report: Report}} */ { report: { verdict, digits, typed, lost, gapMs, remarks } }) => html`
  <section id="result" data-verdict=${verdict} role="status">
    <h2>${t(`kiosk.test.verdict.${verdict}`, { n: lost, ms: gapMs })}</h2>
    <p>${t(`kiosk.test.advice.${verdict}`)}</p>
    ${remarks.map((remark) => html`<p class="remark">${t(`kiosk.test.remark.${remark}`)}</p>`)}
    <dl>
      <dt>${t('kiosk.test.expected')}</dt><dd>${grouped(PATTERN)}</dd>
      <dt>${t('kiosk.test.arrived')}</dt><dd id="arrived">${marked(digits)}</dd>
      <dt>${t('kiosk.test.typed')}</dt><dd>${grouped(typed)}</dd>
      <dt>${t('kiosk.test.gap')}</dt><dd>${t('kiosk.test.ms', { ms: gapMs })}</dd>
    </dl>
  </section>`;

const grouped = (/** @type {string} */ text) => text.replace(/.{4}(?=.)/g, '$& ');

// From the first digit that is not where it should be, the rest is marked.
function marked(/** @type {string} */ digits) {
  const wrong = [...digits].findIndex((digit, n) => digit !== PATTERN[n]);
  const good = wrong < 0 ? digits.length : wrong;
  const [shown, cut] = [grouped(digits), good + Math.floor(good / 4)];
  return html`${shown.slice(0, cut)}<mark>${shown.slice(cut)}</mark>`;
}
