// The composition of the conference as both desks draw it: a small chart of the arrivals, then tables of totals.
import { html } from 'htm/preact';
import { Arrivals } from './arrivals.js';
import { t } from './text.js';

const FIRST = ['priority', 'sex', 'age', 'sector', 'field', 'employment'];

/** @typedef {{key: string, named: boolean, expected: number, present: number}} Row */
/** @typedef {{young: number, tables: Record<string, Row[]>, arrivals: import('./arrivals.js').Point[]}} Totals */

/** @param {{totals: Totals, expected: number, timeZone: string}} props */
export const Structure = ({ totals, expected, timeZone }) => html`
  <div class="structure" id="structure">
    <${Arrivals} points=${totals.arrivals} expected=${expected} timeZone=${timeZone} />
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
