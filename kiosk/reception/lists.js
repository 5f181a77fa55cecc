// The lists of the right column: who came last, counts by class and delegation, guests, kiosks.
import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { Structure } from '../../display/shared/structure.js';
import { ServersRoot } from '../../display/shared/root.js';
import { t } from '../../display/shared/text.js';
import { Tally } from './counts.js';
import { Guest } from './guests.js';
import { methodOf } from './history.js';
import { isTroubled, Kiosk } from './kiosks.js';

/** @typedef {import('./desk.js').Desk} Desk */
/** @typedef {{desk: Desk}} Props */

/** One list at a time, chosen by its tab. */
export const Lists = (/** @type {Props} */ { desk }) => {
  const [open, setOpen] = useState('recent');
  const List = /** @type {(props: Props) => any} */ (LISTS[/** @type {keyof typeof LISTS} */ (open)]);
  return html`
    <section class="lists">
      <div class="tabs" role="tablist">
        ${Object.keys(LISTS).map((name) => html`
          <button type="button" role="tab" data-tab=${name} aria-selected=${name === open}
            onClick=${() => setOpen(name)}>${t(`reception.tab.${name}`)}${name === 'kiosks' && html`<${Troubled} desk=${desk} />`}</button>`)}
      </div>
      <${List} desk=${desk} />
    </section>`;
};

/** Trouble at the door shows on the tab, whichever list is open. */
const Troubled = (/** @type {Props} */ { desk }) => {
  const { kiosks = [], phase } = desk.view.value ?? {};
  const n = kiosks.filter((/** @type {any} */ kiosk) => isTroubled(kiosk, phase)).length;
  return n > 0 && html` <b id="kiosks-troubled" title=${t('reception.tab.troubled', { n })}>${n}</b>`;
};

const Recent = (/** @type {Props} */ { desk }) => listOf(
  desk.view.value?.['recent'] ?? [], 'reception.recent.none', (line, index) => html`
    <li key=${`${line.at} ${index}`} data-verdict=${line.verdict} data-undone=${Boolean(line.undone_by)} class=${line.vip ? 'row row--vip' : 'row'}>
      <time>${desk.timeOf(line.at)}</time>
      <span>
        ${line.id
          ? html`<button type="button" class="link-like" onClick=${() => desk.chooseById(line.id)}>${line.name}</button>`
          : t('reception.cases.somebody')}
        <em class="facts-line">${[line.unit, line.kiosk, line.by !== line.kiosk && line.by, methodOf(line.method)].filter(Boolean)
          .map((fact) => html`<span>${fact}</span> `)}</em>
        ${cameEarlier(desk, line) && html`<em>${t('reception.recent.came_at', { time: desk.timeOf(line.came_at) })}</em>`}
        ${line.undone_by && html`<em class="undone">${t('reception.recent.undone', { by: line.undone_by })}</em>`}
        ${line.doubtful && html`<em class="doubtful">${t('reception.recent.doubtful')}</em>`}
      </span>
      <i>${t(`reception.verdict.${line.verdict}`, { time: '', kiosk: '' }).replace(/[\s,]+$/, '')}</i>
    </li>`);

// A scan that took a moment to come is no news; a paper list, or a kiosk that was alone, is.
const cameEarlier = (/** @type {Desk} */ desk, /** @type {any} */ { at, came_at: cameAt }) =>
  cameAt && desk.timeOf(cameAt) !== desk.timeOf(at);

const Guests = (/** @type {Props} */ { desk }) => listOf(
  desk.view.value?.['attendance'].vips ?? [], 'reception.guests.none', (guest) => html`
    <${Guest} key=${guest.id} desk=${desk} guest=${guest} />`);

const Kiosks = (/** @type {Props} */ { desk }) => html`
  ${listOf(desk.view.value?.['kiosks'] ?? [], 'reception.kiosks.none', (kiosk) => html`
    <${Kiosk} key=${kiosk.name} desk=${desk} kiosk=${kiosk} />`)}
  <${ServersRoot} />`;

/** @type {(rows: any[], none: string, row: (one: any, index: number) => any) => any} */
const listOf = (rows, none, row) =>
  rows.length ? html`<ul>${rows.map(row)}</ul>` : html`<p class="none">${t(none)}</p>`;

const Totals = (/** @type {Props} */ { desk }) => {
  const { structure, attendance } = desk.view.value ?? {};
  return html`
    <div class="totals">
      <${Structure} totals=${structure} expected=${attendance.expected} timeZone=${desk.time.value} />
      ${['by_class', 'by_unit'].map((by) => html`
        <h4>${t(`reception.tab.${by}`)}</h4>
        <ul data-tally=${by}>${attendance[by].map((/** @type {any} */ line) => html`
          <${Tally} key=${line.id} line=${line} />`)}</ul>`)}
    </div>`;
};

const LISTS = {
  recent: Recent,
  totals: Totals,
  guests: Guests,
  kiosks: Kiosks,
};
