// The foot of the kiosk: privacy, help, clock, which kiosk this is and whether all is well.
import { html } from 'htm/preact';
import { clock, focused, link, say, spoken, storage, view, waiting } from './state.js';

/** The line at the foot; `onLanguage` changes the language for the person standing here. */
export const Status = (/** @type {{onLanguage: () => void}} */ { onLanguage }) => {
  const { kiosk, help_contact: contact, conference, rehearsal } = view.value ?? {};
  return html`
    <footer class="status" lang=${spoken.value}>
      <p class="privacy">${say('kiosk.idle.privacy')}</p>
      ${contact && html`<p class="help">${say('kiosk.idle.help', { contact })}</p>`}
      <p class="marks">
        ${rehearsal && html`<b>${say('kiosk.rehearsal')}</b>`}
        ${conference?.sample && html`<span>${say('kiosk.sample')}</span>`}
      </p>
      <p class="machine">
        <button type="button" class="language" onClick=${onLanguage}>${say('kiosk.language')}</button>
        <span class="link" data-link=${link.value}>${say(`kiosk.link.${link.value}`)}</span>
        ${waiting.value > 0 && html`
          <span id="waiting" data-waiting=${waiting.value}>${say('kiosk.link.waiting', { n: waiting.value })}</span>`}
        ${kiosk?.name && html`<span class="kiosk-name">${kiosk.name}</span>`}
        <time>${clock}</time>
      </p>
      ${!storage.value && html`<p class="unfocused">${say('kiosk.link.storage')}</p>`}
      ${!focused.value && html`<p class="unfocused">${say('kiosk.link.focus')}</p>`}
    </footer>`;
};
