// Before the first view: the page is opening, or this person may not see it.
import { html } from 'htm/preact';
import { toSignIn } from '../shared/session.js';
import { t } from '../shared/text.js';

/** @param {{desk: import('./desk.js').Desk, words: string}} props */
export const Opening = ({ desk, words }) => html`<div class="opening">
  <p>${desk.turnedAway.value ?? words}</p>
  ${desk.turnedAway.value && html`<button type="button" id="sign-in" onClick=${toSignIn}>
    ${t('console.sign_in')}</button>`}
</div>`;
