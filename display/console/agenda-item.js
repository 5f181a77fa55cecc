// One item of the agenda: its sign, its times against the plan, who is missing; pressed, it opens and is looked at.
import { html } from 'htm/preact';
import { t } from '../shared/text.js';
import { savings } from './drift.js';
import { icon } from './icons.js';
import { ItemActions } from './item-actions.js';
import { dragging, moveKeys } from './item-moves.js';
import { Steps } from './steps.js';
import { timing } from './timing.js';
import { minutes, timeOf } from './words.js';

const STATE_ICONS = /** @type {Record<string, string>} */ ({
  pending: 'waiting', current: 'current', paused: 'paused', done: 'done', skipped: 'skipped', moved: 'moved',
});
const PLAIN = new Set(['pending', 'done']); // their sign says it all; the other states are spelt out

/** @typedef {import('./desk.js').Desk} Desk */
/** @typedef {import('@preact/signals').Signal<string | null>} Chosen */

/** @param {{desk: Desk, item: any, chosen: Chosen}} props */
export function AgendaItem({ desk, item, chosen }) {
  const open = chosen.value === item.id;
  const on = item.id === desk.seen.item?.id;
  const steps = on ? desk.seen.steps : open && stepsLooked(desk, item);
  return html`<li class="item" data-item=${item.id} data-state=${item.state} ...${dragging(desk, item)}>
    <button type="button" class="item__head" aria-expanded=${open} aria-current=${on ? 'step' : undefined}
      title=${item.title}
      onClick=${(/** @type {any} */ event) => toggle(event, desk, chosen, item)} onKeyDown=${moveKeys(desk, item)}>
      <span class="item__sign">${icon(STATE_ICONS[item.state] ?? 'waiting')}<span class="unseen">
        ${t(`console.state.${item.state}`)}</span></span>
      <span class="item__number">${item.number ?? t('console.agenda.extra')}</span>
      <span class="item__title">${item.title}</span>
      <span class="item__time">${time(desk.seen, item)}</span>
      ${remarks(desk.seen, item)}
    </button>
    ${open && html`<${ItemActions} desk=${desk} item=${item} />`}
    ${steps && html`<${Steps} desk=${desk} item=${item.id} steps=${steps} />`}
  </li>`;
}

const stepsLooked = (/** @type {Desk} */ desk, /** @type {any} */ item) =>
  desk.look.seen.value?.item.id === item.id && desk.look.seen.value?.steps;

/** What is worth a second line: an unusual state, minutes off the plan or still to give, people not here. */
function remarks(/** @type {any} */ view, /** @type {any} */ item) {
  const said = [
    !PLAIN.has(item.state) && html`<b>${t(`console.state.${item.state}`)}</b>`,
    ...times(view, item),
    item.missing?.length > 0 && html`<b>
      ${icon('absent')}${t('console.agenda.missing', { n: item.missing.length })}</b>`,
  ].filter(Boolean);
  return said.length > 0 && html`<span class="item__remarks">${said.map((one) => html`<span>${one}</span>`)}</span>`;
}

/** How a begun item stands against the plan, or what one to come can still give. */
function times(/** @type {any} */ view, /** @type {any} */ item) {
  const { begun, off } = timing(view, item);
  if (begun && off) return [
    t('desk.timetable.planned_short', { time: timeOf(view, item.planned_start) }),
    html`<i class="item__off">${t(`desk.timetable.${off > 0 ? 'late' : 'early'}_short`, { n: Math.abs(off) })}</i>`,
  ];
  const [gives] = savings({ items: [item] });
  return gives ? [html`<i class="item__gives">${t('desk.timetable.gives_short', { n: minutes(gives.gives_s) })}</i>`] : [];
}

/** When the item began, or is to begin: as planned, or (~) as the morning goes. */
function time(/** @type {any} */ view, /** @type {any} */ item) {
  const { start, guessed } = timing(view, item);
  return guessed ? t('console.agenda.about', { time: timeOf(view, start) }) : timeOf(view, start);
}

/** Open the item and look at it, or shut it and look no longer. */
function toggle(/** @type {any} */ event, /** @type {Desk} */ desk, /** @type {Chosen} */ chosen, /** @type {any} */ item) {
  chosen.value = chosen.value === item.id ? null : item.id;
  if (chosen.value) desk.look.at({ item: item.id });
  else desk.look.away();
  const row = event.currentTarget.parentElement;
  requestAnimationFrame(() => row.scrollIntoView({ block: 'nearest' }));
}
