// The timetable: every item as planned and as it really runs, how far off it is, and what can still give time.
import { html } from 'htm/preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../shared/text.js';
import { canGive, savings } from './drift.js';
import { timing } from './timing.js';
import { minutes, timeOf } from './words.js';

const SKIPPED = 'skipped';

/** @param {{desk: import('./desk.js').Desk}} props */
export const Savings = ({ desk }) => desk.saving.value && html`<${Timetable} desk=${desk} />`;

/** @param {{desk: import('./desk.js').Desk}} props */
function Timetable({ desk }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useEffect(() => dialog.current?.showModal(), []);
  const close = () => (desk.saving.value = false);
  const n = canGive(desk.seen);
  const columns = ['item', 'planned', 'really', 'drift', 'gives'];
  return html`<dialog ref=${dialog} class="question timetable" id="timetable" onClose=${close}>
    <h2>${t('desk.timetable.title')}<span class="soft">
      ${n ? t('desk.timetable.total', { n }) : t('desk.timetable.none')}</span></h2>
    <div class="timetable__rows"><table>
      <thead><tr>${columns.map((name) => html`<th key=${name} scope="col">${t(`desk.timetable.${name}`)}</th>`)}</tr></thead>
      <tbody>${desk.seen.items.map((/** @type {any} */ item) => row(desk.seen, item))}</tbody>
    </table></div>
    <div class="question__answers"><button class="act" type="button" autofocus onClick=${close}>
      ${t('console.help.close')}</button></div>
  </dialog>`;
}

const row = (/** @type {any} */ view, /** @type {any} */ item) => html`
  <tr key=${item.id} data-row=${item.id} data-state=${item.state} aria-current=${item.id === view.item?.id ? 'step' : undefined}>
    <th scope="row"><span class="item__number">${item.number ?? t('console.agenda.extra')}</span> ${item.title}
      <em>${t(`console.state.${item.state}`)}</em></th>
    <td>${span(view, 'span', item.planned_start, item.planned_end)}</td>
    <td>${item.state === SKIPPED ? '–' : really(view, item)}</td>
    <td>${item.state === SKIPPED ? '–' : off(timing(view, item).off)}</td>
    <td>${gives(item)}</td>
  </tr>`;

const span = (/** @type {any} */ view, /** @type {string} */ how, /** @type {any} */ from, /** @type {any} */ to) =>
  t(`desk.timetable.${how}`, { start: timeOf(view, from), end: timeOf(view, to) });

function really(/** @type {any} */ view, /** @type {any} */ item) {
  const { start, end, begun } = timing(view, item);
  if (begun && end === null) return t('desk.timetable.since', { start: timeOf(view, start) });
  return span(view, begun ? 'span' : 'expected', start, end);
}

function off(/** @type {number} */ n) {
  if (n === 0) return t('desk.timetable.level');
  return t(`desk.timetable.${n > 0 ? 'late' : 'early'}`, { n: Math.abs(n) });
}

/** How much an item to come can give and how; a dash where it is behind us. */
function gives(/** @type {any} */ item) {
  const [giving] = savings({ items: [item] });
  if (giving) return html`<strong>${t('console.agenda.minutes', { n: minutes(giving.gives_s) })}</strong>
    <span class="soft">${giving.gives_time}</span>`;
  return ['pending', 'moved'].includes(item.state) ? html`<span class="soft">${t('desk.timetable.fixed')}</span>` : '–';
}
