// The top bar: which conference, what time it is, how late we are, the line, and whose hand is on the wheel.
import { html } from 'htm/preact';
import { t } from '../shared/text.js';
import { icon } from './icons.js';
import { Language } from './language.js';
import { Clock, Drift } from './live-now.js';
import { TakeControl } from './control.js';
import { timeOf } from './words.js';

/** @param {{desk: import('./desk.js').Desk, onLanguage: () => void}} props */
export function Top({ desk, onLanguage }) {
  const view = desk.seen;
  return html`<header class="top">
    <div class="top__title">
      <strong>${view.conference.title_short}</strong>
      <span class="soft">${t(`console.phase.${view.phase}`)}${marks(view)}</span>
    </div>
    <${Clock} desk=${desk} />
    <button type="button" class="top__drift" id="savings-open" onClick=${() => (desk.saving.value = true)}><${Drift}
      desk=${desk} /></button>
    <div class="top__right">
      <${Line} desk=${desk} />
      <${Holder} desk=${desk} />
      <${Language} onLanguage=${onLanguage} />
      <button class="act act--quiet" type="button" id="help" onClick=${() => (desk.helping.value = true)}>
        ${icon('key')}${t('console.help.open')}<kbd>?</kbd>
      </button>
    </div>
  </header>`;
}

const marks = (/** @type {any} */ view) => html`
  ${view.rehearsal && html` <b class="mark">${t('console.rehearsal')}</b>`}
  ${view.conference.sample && html` <span class="mark mark--soft">${t('console.sample')}</span>`}`;

/** The state of the line to the server, in words. */
function Line(/** @type {{desk: import('./desk.js').Desk}} */ { desk }) {
  const state = desk.line.value;
  const time = timeOf(desk.seen, desk.lostAt.value);
  return html`<span class="line" id="line" data-line-state=${state}>
    ${icon(state === 'lost' ? 'unlink' : 'link')}${t(`console.link.${state}`, { time })}
  </span>`;
}

/** Whose hand is on the wheel; when it is another's, the band below says so and here is the button. */
function Holder(/** @type {{desk: import('./desk.js').Desk}} */ { desk }) {
  if (desk.mine) return html`<span class="holder holder--mine" id="holder">
    ${icon('wheel')}${t('console.control.mine')}</span>`;
  return html`${desk.steers && html`<span class="holder" id="holder">${t('console.control.nobody')}</span>`}
    <${TakeControl} desk=${desk} />`;
}
