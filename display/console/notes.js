// Notes to the MC: from the console, guests on the way, and the card that says to sing unaccompanied.
import { html } from 'htm/preact';
import { t } from '../shared/text.js';
import { icon } from './icons.js';
import { timeOf } from './words.js';

const NEWS_MS = 3 * 60_000;
const MOST_NEWS = 2; // guests told by name: when all come at once, the words to read keep their room

/** By the server's clock, as far as this view tells it. */
const isNews = (/** @type {any} */ view, /** @type {string} */ at) => Date.parse(view.at) - Date.parse(at) < NEWS_MS;

const arrivals = (/** @type {any} */ view) => {
  const news = (view.arrived ?? []).filter((/** @type {any} */ { at }) => isNews(view, at));
  const more = news.length - MOST_NEWS;
  return html`${news.slice(0, MOST_NEWS).map((/** @type {any} */ guest) => html`
    <p class="note-card" key=${guest.id} data-arrived=${guest.id}>${icon('done')}
      <span>${t('console.mc.arrived', { ...guest, seat: guest.seat ?? '—', time: timeOf(view, guest.at) })}</span></p>`)}
  ${more > 0 && html`<p class="note-card" data-arrived-more=${more}>${icon('done')}
    <span>${t('console.mc.arrived_more', { n: more })}</span></p>`}`;
};

/** @param {{view: any}} props */
export const Notes = ({ view }) => html`<div class="notes" role="status" aria-label=${t('console.mc.notes')}>
  ${view.a_cappella && html`<p class="note-card note-card--loud" id="a-cappella-card">
    ${icon('note')}${t('console.mc.a_cappella')}</p>`}
  ${(view.notes ?? []).map((/** @type {any} */ { text, at }) => html`<p class="note-card" key=${text}>
    ${icon('message')}<span>${text}</span>
    <time class="soft">${at && timeOf(view, at)}</time></p>`)}
  ${arrivals(view)}
  ${(view.alerts ?? []).map((/** @type {any} */ { code, text, data }) => html`
    <p class="note-card" key=${code + data.person} data-alert=${code}>${icon('alert')}<span>${text}</span></p>`)}
  ${(view.expected ?? []).map((/** @type {any} */ guest) => html`<p class="note-card" key=${guest.id}>${icon('person')}
    <span>${t('console.mc.guest', { ...guest, time: timeOf(view, guest.expected_at) })}</span></p>`)}
</div>`;
