// The agenda: every item with its state, its times and who is missing; the one that is on unfolds its steps.
import { html } from 'htm/preact';
import { useEffect, useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { t } from '../shared/text.js';
import { Act } from './act.js';
import { askClose } from './close.js';
import { icon } from './icons.js';
import { askInsert } from './insert.js';
import { ItemActions } from './item-actions.js';
import { dragging, moveKeys } from './item-moves.js';
import { Steps } from './steps.js';
import { timeOf } from './words.js';

const STATE_ICONS = /** @type {Record<string, string>} */ ({
  pending: 'waiting', current: 'current', paused: 'paused', done: 'done', skipped: 'skipped', moved: 'moved',
});
const SETTLED = new Set(['done', 'skipped']);
const MINUTE = 60; // seconds
const PLAIN = new Set(['pending', 'done']); // their sign says it all; the other states are spelt out

/** @param {{desk: import('./desk.js').Desk}} props */
export function Agenda({ desk }) {
  const { items, item, moves, phase, conference } = desk.seen;
  const chosen = useSignal(/** @type {string | null} */ (null));
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => bringIntoView(list.current), [item?.id]);
  const done = items.filter((/** @type {any} */ one) => SETTLED.has(one.state)).length;
  return html`<nav class="agenda panel" aria-label=${t('console.agenda.title')}>
    <h2 class="label">${t('console.agenda.title')}
      <span class="soft" title=${t('console.agenda.progress', { done, total: items.length })}>
        ${done}/${items.length}</span>
      <${Act} desk=${desk} command="insert" id="insert" class="act--small" icon="plus"
        run=${() => askInsert(desk, chosen.value)}>${t('console.agenda.insert')}<//>
    </h2>
    <ol ref=${list} class="agenda__items">
      ${items.map((/** @type {any} */ one) => html`<${Item} key=${one.id} desk=${desk} item=${one}
        chosen=${chosen} />`)}
    </ol>
    ${phase !== 'closed' && html`<${Act} desk=${desk} command="close" id="close"
      class=${moves?.close === null ? 'act--gold' : ''} run=${() => askClose(desk)}>
      ${t('console.move.close', conference)}<//>`}
  </nav>`;
}

/** @param {{desk: import('./desk.js').Desk, item: any, chosen: import('@preact/signals').Signal<string | null>}} props */
function Item({ desk, item, chosen }) {
  const open = chosen.value === item.id;
  const on = item.id === desk.seen.item?.id;
  return html`<li class="item" data-item=${item.id} data-state=${item.state} ...${dragging(desk, item)}>
    <button type="button" class="item__head" aria-expanded=${open} aria-current=${on ? 'step' : undefined}
      title=${item.title}
      onClick=${(/** @type {any} */ event) => toggle(event, chosen, item)} onKeyDown=${moveKeys(desk, item)}>
      <span class="item__sign">${icon(STATE_ICONS[item.state] ?? 'waiting')}<span class="unseen">
        ${t(`console.state.${item.state}`)}</span></span>
      <span class="item__number">${item.number ?? t('console.agenda.extra')}</span>
      <span class="item__title">${item.title}</span>
      <span class="item__time">${time(desk.seen, item)}</span>
      ${remarks(item)}
    </button>
    ${open && html`<${ItemActions} desk=${desk} item=${item} />`}
    ${on && html`<${Steps} desk=${desk} />`}
  </li>`;
}

/** What is worth a second line: an unusual state, people who are not here. */
function remarks(/** @type {any} */ item) {
  const said = [
    !PLAIN.has(item.state) && html`<b>${t(`console.state.${item.state}`)}</b>`,
    item.missing?.length > 0 && html`<b>
      ${icon('absent')}${t('console.agenda.missing', { n: item.missing.length })}</b>`,
  ].filter(Boolean);
  return said.length > 0 && html`<span class="item__remarks">${said.map((one) => html`<span>${one}</span>`)}</span>`;
}

/** When the item began, or is to begin: as planned, or (≈) as the morning goes. */
function time(/** @type {any} */ view, /** @type {any} */ { state, started_at: started, planned_start: planned }) {
  const waits = state === 'pending' || state === 'moved';
  if (!waits || Math.abs(view.drift_s) < MINUTE) return timeOf(view, started ?? planned);
  return t('console.agenda.about', { time: timeOf(view, Date.parse(planned) + view.drift_s * 1000) });
}

function toggle(/** @type {any} */ event, /** @type {any} */ chosen, /** @type {any} */ item) {
  chosen.value = chosen.value === item.id ? null : item.id;
  const row = event.currentTarget.parentElement;
  requestAnimationFrame(() => row.scrollIntoView({ block: 'nearest' }));
}

/** The item that is on stands a third of the way down, what is done just above it. */
function bringIntoView(/** @type {HTMLElement | null} */ list) {
  const on = /** @type {HTMLElement | null | undefined} */ (list?.querySelector('.item:has([aria-current])'));
  if (list && on) list.scrollTop = on.offsetTop - list.offsetTop - list.clientHeight / 4;
}
