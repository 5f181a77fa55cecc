// Notes to the MC: from the console, guests on the way, and the card that says to sing unaccompanied.
import { html } from 'htm/preact';
import { t } from '../shared/text.js';
import { icon } from './icons.js';
import { timeOf } from './words.js';

/** @param {{view: any}} props */
export const Notes = ({ view }) => html`<div class="notes" role="status" aria-label=${t('console.mc.notes')}>
  ${view.a_cappella && html`<p class="note-card note-card--loud" id="a-cappella-card">
    ${icon('note')}${t('console.mc.a_cappella')}</p>`}
  ${(view.notes ?? []).map((/** @type {any} */ { text, at }) => html`<p class="note-card" key=${text}>
    ${icon('message')}<span>${text}</span>
    <time class="soft">${at && timeOf(view, at)}</time></p>`)}
  ${(view.expected ?? []).map((/** @type {any} */ guest) => html`<p class="note-card" key=${guest.id}>${icon('person')}
    <span>${t('console.mc.guest', { ...guest, time: timeOf(view, guest.expected_at) })}</span></p>`)}
</div>`;
