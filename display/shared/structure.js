// The composition of the conference as both desks draw it: a small chart of the arrivals, then tables of totals.
import { html } from 'htm/preact';
import { localTime } from './clock.js';
import { t } from './text.js';

const WIDE = 240;
const HIGH = 64;
const FIRST = ['priority', 'sex', 'age', 'sector', 'field', 'employment', 'ethnicity', 'party'];

/** @typedef {{key: string, named: boolean, expected: number, present: number}} Row */
/** @typedef {{at: string, come: number}} Point */
/** @typedef {{young: number, tables: Record<string, Row[]>, arrivals: Point[]}} Totals */

/** @param {{totals: Totals, expected: number, timeZone: string}} props */
export const Structure = ({ totals, expected, timeZone }) => html`
  <div class="structure" id="structure">
    <${Chart} points=${totals.arrivals} expected=${expected} timeZone=${timeZone} />
    ${FIRST.map((name) => html`<${Table} key=${name} name=${name} rows=${totals.tables[name] ?? []} young=${totals.young} />`)}
  </div>`;

const Table = (/** @type {{name: string, rows: Row[], young: number}} */ { name, rows, young }) => rows.length > 0 && html`
  <table data-table=${name}>
    <caption>${t(`structure.${name}.title`)}</caption>
    <tbody>${rows.map((row) => html`
      <tr key=${row.key} data-key=${row.key} style=${{ '--part': String(row.expected ? row.present / row.expected : 0) }}>
        <th scope="row">${row.named ? capital(row.key) : wordOf(name, row.key, young)}</th>
        <td>${row.present}/${row.expected}</td>
      </tr>`)}</tbody>
  </table>`;

function wordOf(/** @type {string} */ table, /** @type {string} */ key, /** @type {number} */ young) {
  const [low, high] = key.split('-');
  return high ? t(`structure.${table}.band`, { low, high }) : t(`structure.${table}.${key}`, { young });
}

const capital = (/** @type {string} */ word) => word.charAt(0).toUpperCase() + word.slice(1);

/** @param {{points: Point[], expected: number, timeZone: string}} props */
const Chart = ({ points, expected, timeZone }) => {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return html`<p class="structure__none">${t('structure.arrivals.none')}</p>`;
  const line = curve(points, expected);
  return html`
    <figure class="arrivals" data-points=${points.length} data-come=${last.come}>
      <figcaption>${t('structure.arrivals.title')}</figcaption>
      <svg viewBox=${`0 0 ${WIDE} ${HIGH}`} role="img" preserveAspectRatio="none"
        aria-label=${t('structure.arrivals.read', { come: last.come, time: localTime(last.at, timeZone) })}>
        <path class="arrivals__area" d=${`${line} V${HIGH} H0 Z`} />
        <path class="arrivals__line" d=${line} />
      </svg>
      <p><span>${localTime(first.at, timeZone)}</span><b>${last.come}/${expected}</b><span>${localTime(last.at, timeZone)}</span></p>
    </figure>`;
};

/** The curve from nobody to the newest count; the top of the chart is everybody expected. */
export function curve(/** @type {Point[]} */ points, /** @type {number} */ expected) {
  const most = Math.max(expected, points.at(-1)?.come ?? 0, 1);
  const steps = points.map(({ come }, n) =>
    `L${round(((n + 1) / points.length) * WIDE)} ${round(HIGH - (come / most) * HIGH)}`);
  return `M0 ${HIGH} ${steps.join(' ')}`;
}

const round = (/** @type {number} */ value) => Math.round(value * 10) / 10;
