// The card "hát chay": two seconds of silence where the anthem should sound, and one key to sing without it.
import { html } from 'htm/preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../shared/text.js';
import { Act } from './act.js';

/** Is the anthem overdue? Nothing is said while the line is down: the page could not know. */
export function isOverdue(/** @type {import('./desk.js').Desk} */ desk) {
  const due = desk.seen?.media?.sound_due;
  return Boolean(due) && desk.line.value !== 'lost' && desk.now.value >= Date.parse(due);
}

/** @param {{desk: import('./desk.js').Desk}} props */
export const Singing = ({ desk }) => isOverdue(desk) && html`<${Card} desk=${desk} />`;

/** @param {{desk: import('./desk.js').Desk}} props */
function Card({ desk }) {
  const card = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useEffect(() => bringForward(card.current)); // with every second of the clock: a dialog may have come since
  return html`<dialog ref=${card} class="singing" id="singing" role="alertdialog" aria-labelledby="singing-title"
    tabindex="-1" onCancel=${(/** @type {Event} */ event) => event.preventDefault()}>
  <h2 id="singing-title">${t('media.singing.title')}</h2>
  <p>${t('media.singing.body')}</p>
  <${Act} desk=${desk} id="sing" command="a_cappella" class="act--gold act--tall" icon="person" hotkey="3">
    ${t('media.singing.take')}<//>
</dialog>`;
}

/** Before every other dialog; where none is open it leaves the page, and whoever is typing, alone. */
function bringForward(/** @type {HTMLDialogElement | null} */ card) {
  if (!card) return;
  const covers = [...document.querySelectorAll('dialog:modal')].some((one) => one !== card);
  if (card.open && card.matches(':modal') === covers) return;
  card.close();
  if (!covers) return void (card.open = true);
  card.showModal();
  card.focus(); // not its button: whoever presses space means the next step
}
