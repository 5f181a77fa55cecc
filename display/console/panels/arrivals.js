// Before the opening and during a break: which guests of honour are in the house.
import { html } from 'htm/preact';
import { t } from '../../shared/text.js';
import { half } from '../half.js';
import { icon } from '../icons.js';
import { timeOf } from '../words.js';

/** @param {{desk: import('../desk.js').Desk}} props */
export function Arrivals({ desk }) {
  const view = desk.seen;
  const { vips } = view.attendance;
  const present = vips.filter((/** @type {any} */ one) => one.present).length;
  return html`<section class="panel" id="arrivals" aria-label=${t('console.arrivals.title')}>
    <h2 class="label">${t('console.arrivals.title')}
      <span class="soft">${t('console.introductions.count', { present, total: vips.length })}</span></h2>
    <ol class="rows rows--even" style=${half(vips)}>${vips.map((/** @type {any} */ one) => html`
      <li class="person" key=${one.id} data-present=${one.present}><strong>${one.name}</strong><span class="soft">
        ${one.position}</span>
        <em>${icon(one.present ? 'done' : 'absent')}${came(view, one)}</em>
      </li>`)}</ol>
  </section>`;
}

const came = (/** @type {any} */ view, /** @type {any} */ { present, at }) =>
  (present ? t('console.arrivals.here', { time: timeOf(view, at) }) : t('console.arrivals.away'));
