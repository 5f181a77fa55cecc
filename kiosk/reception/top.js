// The bar on top: which conference, which phase, what time it is, and whether the server is there.
import { html } from 'htm/preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../../display/shared/text.js';

const TICK_MS = 1_000;
const NEWS_MS = 60_000;
const ARRIVED = new Set(['accepted', 'returned']);

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
    ${honoured(desk, now).map((guest) => html`
      <p class="strip strip--guest" key=${guest.id}>${t('reception.arrival.guest', guest)}</p>`)}`;
};

function honoured(/** @type {Desk} */ desk, /** @type {number} */ now) {
  const news = /** @type {any[]} */ (desk.view.value?.['recent'] ?? [])
    .filter(({ vip, verdict, at }) => vip && ARRIVED.has(verdict) && now - Date.parse(at) < NEWS_MS);
  return news
    .filter(({ id }, place) => news.findIndex((newer) => newer.id === id) === place)
    .map(({ id, name, kiosk, at }) => ({ id, name, kiosk, time: desk.timeOf(at) }));
}

function useNow(/** @type {Desk} */ desk) {
  const [now, setNow] = useState(desk.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(desk.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
