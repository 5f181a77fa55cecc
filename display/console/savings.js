// What can still give time: the items to come, how much each can give, and how.
import { html } from 'htm/preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../shared/text.js';
import { canGive, savings } from './drift.js';
import { itemName, minutes } from './words.js';

/** @param {{desk: import('./desk.js').Desk}} props */
export const Savings = ({ desk }) => desk.saving.value && html`<${List} desk=${desk} />`;

/** @param {{desk: import('./desk.js').Desk}} props */
function List({ desk }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useEffect(() => dialog.current?.showModal(), []);
  const close = () => (desk.saving.value = false);
  const giving = savings(desk.seen);
  return html`<dialog ref=${dialog} class="question" id="savings" onClose=${close}>
    <h2>${t('console.savings.title', { n: canGive(desk.seen) })}</h2>
    ${giving.length === 0 && html`<p class="soft">${t('console.savings.none')}</p>`}
    <ol class="savings">${giving.map((/** @type {any} */ item) => html`<li key=${item.id}>
      <strong>${t('console.agenda.minutes', { n: minutes(item.gives_s) })}</strong>
      <span>${itemName(item)}</span><span class="soft">${item.gives_time}</span></li>`)}</ol>
    <div class="question__answers"><button class="act" type="button" autofocus onClick=${close}>
      ${t('console.help.close')}</button></div>
  </dialog>`;
}
