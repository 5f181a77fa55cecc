// Notes to the MC: from the console, guests on the way, and the card that says to sing unaccompanied.
import { html } from 'htm/preact';
import { t } from '../shared/text.js';
import { icon } from './icons.js';
import { timeOf } from './words.js';

const NEWS_MS = 3 * 60_000;
const NAMED = 2; // the words to read are never pushed off the page by a crowd at the door

/** By the server's clock, as far as this view tells it. */
const isNews = (/** @type {any} */ view, /** @type {string} */ at) => Date.parse(view.at) - Date.parse(at) < NEWS_MS;

/** @param {{view: any}} props */
export function Notes({ view }) {
  const news = (view.arrived ?? []).filter((/** @type {any} */ { at }) => isNews(view, at));
  return html`<div class="notes" role="status" aria-label=${t('console.mc.notes')}>
  ${view.a_cappella && html`<p class="note-card note-card--loud" id="a-cappella-card">
    ${icon('note')}${t('console.mc.a_cappella')}</p>`}
  ${(view.notes ?? []).map((/** @type {any} */ { text, at }) => html`<p class="note-card" key=${text}>
    ${icon('message')}<span>${text}</span>
    <time class="soft">${at && timeOf(view, at)}</time></p>`)}
  ${news.slice(0, NAMED).map((/** @type {any} */ guest) => html`<p class="note-card" key=${guest.id} data-arrived=${guest.id}>${icon('done')}
      <span>${t('console.mc.arrived', { ...guest, seat: guest.seat ?? '—', time: timeOf(view, guest.at) })}</span></p>`)}
  ${news.length > NAMED && html`<p class="note-card" id="more-arrived">${icon('done')}
    <span>${t('console.mc.arrived_more', { n: news.length - NAMED })}</span></p>`}
  ${(view.alerts ?? []).map((/** @type {any} */ { code, text, data }) => html`
    <p class="note-card" key=${code + data.person} data-alert=${code}>${icon('alert')}<span>${text}</span></p>`)}
  ${(view.expected ?? []).map((/** @type {any} */ guest) => html`<p class="note-card" key=${guest.id}>${icon('person')}
    <span>${t('console.mc.guest', { ...guest, time: timeOf(view, guest.expected_at) })}</span></p>`)}
</div>`;
}
