// The card "hát chay": two seconds of silence where the anthem should sound, and one key to sing without it.
import { html } from 'htm/preact';
import { t } from '../shared/text.js';
import { Act } from './act.js';

/** Is the anthem overdue? Nothing is said while the line is down: the page could not know. */
export function isOverdue(/** @type {import('./desk.js').Desk} */ desk) {
  const due = desk.seen?.media?.sound_due;
  return Boolean(due) && desk.line.value !== 'lost' && desk.now.value >= Date.parse(due);
}

/** @param {{desk: import('./desk.js').Desk}} props */
export const Singing = ({ desk }) => isOverdue(desk) && html`<section class="singing" id="singing" role="alert">
  <h2>${t('media.singing.title')}</h2>
  <p>${t('media.singing.body')}</p>
  <${Act} desk=${desk} id="sing" command="a_cappella" class="act--gold act--tall" icon="person" hotkey="3">
    ${t('media.singing.take')}<//>
</section>`;
