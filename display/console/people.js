// The delegates: how many are here, who is missing for what comes next, which guests of honour are due.
import { html } from 'htm/preact';
import { t } from '../shared/text.js';
import { Structure } from '../shared/structure.js';
import { icon } from './icons.js';
import { itemNumber, timeOf } from './words.js';

const ITEMS_AHEAD = 3;
const NAMES_SHOWN = 4;

/** @param {{desk: import('./desk.js').Desk}} props */
export function People({ desk }) {
  const view = desk.seen;
  const { attendance } = view;
  return html`<section class="people" id="people" aria-label=${t('console.people.title')}>
    <p class="people__count"><strong id="present">
      ${attendance.present}</strong>/${attendance.expected} ${t('console.people.present')}</p>
    ${bar('guests', attendance.guests, attendance.guests_expected)}
    ${bar('officials', attendance.officials, attendance.officials_expected)}
    ${arrived(view)}
    ${expected(view)}
    <h3 class="label label--small">${t('console.people.needed')}</h3>
    ${needed(view)}
    ${guests(attendance.vips ?? [])}
    ${tally(t('console.people.classes'), attendance.by_class)}
    ${tally(t('console.people.units'), attendance.by_unit)}
    <details class="units" id="totals"><summary>${t('console.people.totals')}</summary>
      <${Structure} totals=${view.structure} expected=${attendance.expected} timeZone=${view.conference.time_zone} /></details>
  </section>`;
}

const bar = (/** @type {string} */ side, /** @type {number} */ present, /** @type {number} */ expected) => html`
  <p class="meter" data-side=${side}><span>${t(`console.people.${side}`)}</span>
    <progress max=${expected || 1} value=${present}></progress>
    <span class="figures">${t('console.people.of', { present, expected })}</span></p>`;

/** Who is missing for the current item and the next ones. */
function needed(/** @type {any} */ view) {
  const from = Math.max(0, view.items.findIndex((/** @type {any} */ one) => one.id === view.item?.id));
  const lacking = view.items.slice(from, from + ITEMS_AHEAD + 1).filter((/** @type {any} */ one) => one.missing?.length);
  if (!lacking.length) return html`<p class="soft calm">${icon('done')}${t('console.people.nobody_missing')}</p>`;
  return lacking.map((/** @type {any} */ item) => html`<div class="needed" key=${item.id}>
    <span class="soft">${itemNumber(item)}</span>
    <span>${names(item.missing)}</span>
  </div>`);
}

/** Guests of honour who have just come, with their seats. */
const arrived = (/** @type {any} */ view) => view.arrived?.length > 0 && html`
  <h3 class="label label--small">${t('console.people.arrived')}</h3>
  <ul class="vips">${view.arrived.map((/** @type {any} */ one) => html`<li key=${one.id} data-arrived=${one.id}>
    ${icon('done')}<span>${one.salutation} ${one.name}</span>
    <span class="soft"> ${[one.seat, timeOf(view, one.at)].filter(Boolean).join(' · ')}</span></li>`)}</ul>`;

/** Guests announced as on the way. */
const expected = (/** @type {any} */ view) => view.expected?.length > 0 && html`
  <h3 class="label label--small">${t('console.people.expected')}</h3>
  <ul class="vips">${view.expected.map((/** @type {any} */ one) => html`<li key=${one.id} data-expected=${one.id}>
    ${icon('person')}${one.name}
    <span class="soft"> ${t('console.people.expected_at', { time: timeOf(view, one.expected_at) })}</span></li>`)}</ul>`;

function names(/** @type {any[]} */ people) {
  const shown = people.slice(0, NAMES_SHOWN).map(({ name, duty }) => html`<span class="needed__one">
    ${icon('absent')}${name} <em>${t(`console.duty.${duty}`)}</em></span>`);
  return people.length > NAMES_SHOWN ? [...shown, html`<em>+${people.length - NAMES_SHOWN}</em>`] : shown;
}

function guests(/** @type {any[]} */ vips) {
  const due = vips.filter(({ present }) => !present);
  return html`<h3 class="label label--small">${t('console.people.vips')} <span class="soft">
    ${due.length || ''}</span></h3>
    ${due.length ? html`<ul class="vips">${due.map((one) => html`<li key=${one.id} data-vip=${one.id}>
      ${icon('absent')}<span>${one.name}</span> <span class="soft">${one.position}</span></li>`)}</ul>`
    : html`<p class="soft calm">${icon('done')}${t('console.people.vips_here')}</p>`}`;
}

const tally = (/** @type {string} */ title, /** @type {any[]} */ all = []) => all.length > 0 && html`
  <details class="units"><summary>${title}</summary>
    <ul>${all.map(({ id, name, expected: due, present }) => html`<li key=${id}><span>${name}</span>
      <span class="figures">${t('console.people.of', { present, expected: due })}</span></li>`)}</ul></details>`;
