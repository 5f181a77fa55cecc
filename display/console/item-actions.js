// What can be done with one agenda item: go there, move it, leave it out; and what is known of it.
import { html } from 'htm/preact';
import { t } from '../shared/text.js';
import { Act } from './act.js';
import { savings } from './drift.js';
import { askEdit } from './edit-item.js';
import { reasonField } from './field.js';
import { icon } from './icons.js';
import { moveItem, nowhere, placeFor } from './item-moves.js';
import { canCall } from './roll-call.js';
import { itemName, minutes, timeOf } from './words.js';

/** @param {{desk: import('./desk.js').Desk, item: any}} props */
export const ItemActions = ({ desk, item }) => html`
  <div class="item__more">
    <p class="soft">${facts(desk.seen, item).map((fact) => html`<span>${fact}</span>`)}</p>
    ${item.missing?.map((/** @type {any} */ person) => html`
      <p class="item__absent" key=${person.id}>
        ${icon('absent')}${t('console.agenda.missing_one', { ...person, duty: t(`console.duty.${person.duty}`) })}</p>`)}
    <div class="row">
      <${Act} desk=${desk} command="go_to" asks=${{ item: item.id }} class="act--small act--gold" icon="next"
        run=${() => askGoTo(desk, item)}>${t('console.agenda.go_to')}<//>
      <${Act} desk=${desk} command="skip" asks=${{ item: item.id, reason: '?' }} class="act--small" icon="skipped"
        run=${() => askSkip(desk, item)}>${t('console.agenda.skip')}<//>
      <${Act} desk=${desk} command="edit_item" asks=${{ item: item.id }} class="act--small"
        run=${() => askEdit(desk, item)}>${t('desk.edit.open')}<//>
      ${arrow(desk, item, 'up')}${arrow(desk, item, 'down')}
      ${canCall(desk.seen, item.id) && html`<button type="button" class="act act--small" id="roll-open"
        onClick=${() => (desk.calling.value = true)}>${icon('person')}${t('desk.roll.open')}</button>`}
    </div>
  </div>`;

const arrow = (/** @type {any} */ desk, /** @type {any} */ item, /** @type {'up' | 'down'} */ way) => html`
  <${Act} desk=${desk} command="move" asks=${placeFor(desk, item, way)} class="act--small act--icon" icon=${way}
    label=${t(`console.agenda.${way}`)} data=${{ 'data-move': way }} why=${nowhere(desk, item, way)} run=${() => moveItem(desk, item, way)} />`;

function facts(/** @type {any} */ view, /** @type {any} */ item) {
  const planned = { start: timeOf(view, item.planned_start), end: timeOf(view, item.planned_end) };
  const [least, plan, most] = [item.minimum_s, item.planned_s, item.maximum_s].map(minutes);
  return [
    t(`console.state.${item.state}`) + ran(view, item),
    t('console.agenda.planned', planned),
    t('console.agenda.range', { planned: plan, minimum: least, maximum: most }),
    savings({ items: [item] }).length > 0 && gives(item),
    item.reason && t('console.agenda.reason', item),
  ].filter(Boolean);
}

/** When the item really began and ended, where it has. */
function ran(/** @type {any} */ view, /** @type {any} */ { started_at: start, ended_at: end }) {
  if (!start) return '';
  const times = { start: timeOf(view, start), end: timeOf(view, end) };
  return ` · ${t(end ? 'console.agenda.ran' : 'console.agenda.began', times)}`;
}

const gives = (/** @type {any} */ { gives_s: seconds, gives_time: how }) =>
  t('console.agenda.gives', { n: minutes(seconds), how });

/** Ask before going to an item (and one of its steps, when given). */
export function askGoTo(/** @type {any} */ desk, /** @type {any} */ item, step = '') {
  desk.ask({
    title: t('console.ask.go_to', { item: itemName(item) }),
    yes: t('console.ask.go_to_yes'),
    no: t('console.ask.go_to_no'),
    run: (/** @type {any} */ given) => desk.give('go_to', { item: item.id, ...(step && { step }), ...given }),
  });
}

function askSkip(/** @type {any} */ desk, /** @type {any} */ item) {
  desk.ask({
    title: t('console.ask.skip', { item: itemName(item) }),
    fields: [reasonField(true)],
    yes: t('console.ask.skip_yes'),
    no: t('console.ask.skip_no'),
    run: (/** @type {any} */ given) => desk.give('skip', { item: item.id, ...given }),
  });
}
