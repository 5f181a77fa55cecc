// What was done for a person: when, where, by whom and why; the newest first.
import { html } from 'htm/preact';
import { t } from '../../display/shared/text.js';

/** @typedef {import('./desk.js').Desk} Desk */
/**
 * @typedef {{at: string, what: string, place: string | null, by: string | null, method: string | null,
 *   reason: string | null, approved_by: string | null, noted_at: string | null}} Entry
 */

/** The lines of the person chosen; nothing before anything was done. */
export const History = (/** @type {{desk: Desk, lines: Entry[]}} */ { desk, lines }) => lines.length > 0 && html`
  <section class="history" id="history">
    <h3>${t('reception.history.title')}</h3>
    <ul>${[...lines].reverse().map((line) => html`
      <li data-what=${line.what}>
        <time>${desk.timeOf(line.at)}</time>
        <span><b>${t(`reception.history.${line.what}`)}</b>
          ${[whose(line), ...facts(desk, line)].filter(Boolean).map((fact) => html` <em>${fact}</em>`)}</span>
      </li>`)}</ul>
  </section>`;

// A desk's own name is both the place and the person.
const whose = (/** @type {Entry} */ { place, by }) =>
  (by && place && by !== place ? `${by} – ${place}` : by ?? place);

const facts = (/** @type {Desk} */ desk, /** @type {Entry} */ line) => [
  methodOf(line.method),
  line.reason !== methodOf(line.method) && line.reason,
  line.approved_by && t('reception.history.approved_by', { name: line.approved_by }),
  line.method === 'paper_list' && line.noted_at && t('reception.history.noted_at', { time: desk.timeOf(line.noted_at) }),
];

/** How somebody was recognised, in words; a kiosk's own way needs none. */
export function methodOf(/** @type {string | null} */ method) {
  if (!method || method === 'qr') return '';
  const words = t(`reception.method.${method}`);
  return words === `reception.method.${method}` ? method : words;
}
