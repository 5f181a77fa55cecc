// The bar on top: which conference, which phase, what time it is, and whether the server is there.
import { html } from 'htm/preact';
import { useEffect, useState } from 'preact/hooks';
import { language, t } from '../../display/shared/text.js';
import { newest, what } from './cases.js';

const TICK_MS = 1_000;
const NEWS_MS = 60_000;
const CASE_MS = 20_000;
const NAMES = 2;
const OVERDUE = 'reception_overdue';
const TOLD = new Set(['presenter_left', OVERDUE]);

/** @typedef {import('./desk.js').Desk} Desk */

/** The top bar, and below it what must not be overlooked. */
export const Top = (/** @type {{desk: Desk, onLanguage: () => void}} */ { desk, onLanguage }) => {
  const { conference, phase, reception_time: opens, rehearsal } = desk.view.value ?? {};
  const time = opens ?? conference.reception_time ?? '';
  const now = useNow(desk);
  return html`
    <header class="top">
      <div class="top__title">
        <strong>${t('reception.page')}</strong>
        <span>${conference.title_short}</span>
      </div>
      <b class="phase" data-phase=${phase}>${t(`reception.phase.${phase}`, { time })}</b>
      ${rehearsal && html`<b class="mark">${t('reception.rehearsal')}</b>`}
      ${conference.sample && html`<span class="mark">${t('reception.sample')}</span>`}
      <span class="link" data-link=${desk.link.value}>${t(`reception.link.${desk.link.value}`)}</span>
      <button type="button" class="quiet" id="language" onClick=${onLanguage}>${t('reception.language')}</button>
      <time>${desk.timeOf(now)}</time>
    </header>
    ${desk.link.value === 'lost' && html`<p class="strip strip--lost">${t('reception.link.lost_line')}</p>`}
    <${Lit} desk=${desk} now=${now} />
    <${Honoured} desk=${desk} now=${now} />
    <${Alerts} desk=${desk} />`;
};

/** Somebody is being sent here: the strip says where from and whom to expect. */
const Lit = (/** @type {{desk: Desk, now: number}} */ { desk, now }) => {
  const one = newest(desk, now, CASE_MS);
  return one && html`
    <p class="strip strip--case" id="case-lit" role="alert" key=${one.case}>
      ${t('reception.cases.lit', { kiosk: one.kiosk, what: what(one) })}
      ${one.name && html` – ${one.name}`}</p>`;
};

/** Guests of honour who have just come: the newest by name, the others as a number. */
const Honoured = (/** @type {{desk: Desk, now: number}} */ { desk, now }) => {
  const news = /** @type {any[]} */ (desk.view.value?.['arrived'] ?? [])
    .filter(({ at }) => now - Date.parse(at) < NEWS_MS);
  return news.length > 0 && html`
    <p class="strip strip--guest" id="guests-arrived">${t('reception.arrival.guests')}
      ${news.slice(0, NAMES).map((guest) => html`<span key=${guest.id}>${arrival(guest)}</span>`)}
      ${news.length > NAMES && html`<span>${t('reception.arrival.more', { n: news.length - NAMES })}</span>`}</p>`;
};

const arrival = (/** @type {any} */ { salutation, name, seat, place }) =>
  [`${salutation} ${name}`, seat && t('reception.card.seat', { seat }), place].filter(Boolean).join(' – ');

/** What the desk must know or do: a presenter who has left; doors that nobody has opened in time. */
const Alerts = (/** @type {{desk: Desk}} */ { desk }) =>
  /** @type {any[]} */ (desk.view.value?.['alerts'] ?? [])
    .filter(({ code }) => TOLD.has(code))
    .map(({ code, data, text, text_en: english }) => html`
      <p class="strip strip--alert" key=${data.person ?? code} data-alert=${code}>
        ${(language() === 'en' && english) || text}
        ${code === OVERDUE && html` <button type="button" class="quiet" id="open-doors" disabled=${desk.sending.value}
          onClick=${() => desk.give('open_doors', {})}>${t('reception.action.open_doors')}</button>`}</p>`);

function useNow(/** @type {Desk} */ desk) {
  const [now, setNow] = useState(desk.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(desk.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
