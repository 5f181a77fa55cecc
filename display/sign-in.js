// The sign-in page: a name and a PIN, in either language; after too many wrong tries, how long to wait.
import { html } from 'htm/preact';
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { mmss } from './shared/clock.js';
import { destination, signIn } from './shared/session.js';
import { chooseLanguage, language, loadTexts, t } from './shared/text.js';

const SECOND = 1_000; // ms
/** @type {Record<string, string>} */
const TROUBLES = { wrong_pin: 'wrong', locked: '' };

function Page() {
  const [trouble, setTrouble] = useState('');
  const [waiting, setWaiting] = useState(0); // s until another try is allowed
  const [, redraw] = useState(language());
  useEffect(() => {
    document.title = t('scenes.sign_in.page_title');
  });
  useEffect(() => {
    if (waiting <= 0) return undefined;
    const timer = setTimeout(() => setWaiting(waiting - 1), SECOND);
    return () => clearTimeout(timer);
  }, [waiting]);

  async function submit(/** @type {SubmitEvent} */ event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.currentTarget);
    setTrouble('');
    try {
      await signIn(proofOf(form));
      location.replace(destination(location.search, location.origin));
    } catch (refusal) {
      refuse(form, /** @type {any} */ (refusal));
    }
  }

  function refuse(
    /** @type {HTMLFormElement} */ form,
    /** @type {{code?: string, retry_after_s?: number}} */ refusal,
  ) {
    setWaiting(refusal.code === 'locked' ? Math.ceil(refusal.retry_after_s ?? 0) : 0);
    setTrouble(refusal.code ? (TROUBLES[refusal.code] ?? 'refused') : 'unreachable');
    const pin = /** @type {HTMLInputElement} */ (form.elements.namedItem('pin'));
    pin.value = '';
    pin.focus();
  }

  async function turn() {
    const other = language() === 'vi' ? 'en' : 'vi';
    await chooseLanguage(other);
    redraw(other);
  }

  const word = (/** @type {string} */ key, values = {}) => t(`scenes.sign_in.${key}`, values);
  const said = waiting > 0 ? word('locked', { time: mmss(waiting * SECOND) }) : trouble && word(trouble);
  return html`
    <main>
      <button class="language" type="button" onClick=${turn}>${word('other_language')}</button>
      <h1>${word('heading')}</h1>
      <p class="intro">${word('intro')}</p>
      <form onSubmit=${submit}>
        <label>${word('name')}<input name="name" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus /></label>
        <label>${word('pin')}<input name="pin" type="password" inputmode="numeric" autocomplete="current-password" required /></label>
        <p class="trouble" role="alert">${said}</p>
        <button class="enter" disabled=${waiting > 0}>${word('enter')}</button>
      </form>
    </main>`;
}

/** @returns {{name: string, pin: string}} */
function proofOf(/** @type {HTMLFormElement} */ form) {
  const fields = new FormData(form);
  return { name: String(fields.get('name')).trim(), pin: String(fields.get('pin')) };
}

await loadTexts();
render(html`<${Page} />`, document.body);
