// One card of the introductions: who is on it, whether it has had its turn, who moved it, what can be done.
import { html } from 'htm/preact';
import { t } from '../../shared/text.js';
import { Act } from '../act.js';
import { icon } from '../icons.js';
import {
  askJoin, callNow, cardDragging, cardKeys, cardName, cardPlace, isToCome, moveCard, nearCard, openGroups,
} from '../introducing.js';
import { timeOf } from '../words.js';
import { pickable } from './introductions.js';

const ICONS = /** @type {Record<string, string>} */ ({
  on: 'current', shown: 'done', waiting: 'waiting', missed: 'alert', passed: 'skipped', absent: 'absent',
});

/** @typedef {import('../desk.js').Desk} Desk */

/** @param {{desk: Desk, one: any, chosen: import('@preact/signals').Signal<string | null>, picked: import('./introductions.js').Picked}} props */
export function IntroductionCard({ desk, one, chosen, picked }) {
  const open = chosen.value === one.card;
  const state = stateOf(one);
  return html`<li class="card" data-card=${one.card} data-turn=${state} data-present=${one.present > 0}
    aria-current=${one.turn === 'on' ? 'step' : undefined} ...${cardDragging(desk, one)}>
    ${picked.value && pickable(one) && html`<input type="checkbox" aria-label=${cardName(one)}
      checked=${picked.value.has(one.card)} onChange=${() => pick(picked, one.card)} />`}
    <button type="button" class="card__head" aria-expanded=${open} onKeyDown=${cardKeys(desk, one.card)}
      onClick=${() => (chosen.value = open ? null : one.card)}>
      ${icon(ICONS[state] ?? 'waiting')}<strong>${cardName(one)}</strong>
      <span class="soft">${one.title === null ? one.people[0]?.position : t('desk.roll.members', one)}</span>
    </button>
    <em>${one.lock && lock(desk, one.lock)}<span>${t(`desk.roll.${state}`)}</span></em>
    ${state === 'missed' && call(desk, one)}
    ${open && actions(desk, one)}
  </li>`;
}

/** How a card reads in one word: it is on or was shown; else absence and omission come before its turn. */
function stateOf(/** @type {any} */ { turn, present, passed }) {
  if (turn === 'on' || turn === 'shown') return turn;
  if (passed) return 'passed';
  return present > 0 ? turn : 'absent';
}

const lock = (/** @type {Desk} */ desk, /** @type {any} */ { by, at }) => html`<span class="card__lock"
  title=${t('desk.roll.locked_by', { by, time: timeOf(desk.seen, at) })}>
  ${icon('lock')}${t('desk.roll.locked', { by, time: timeOf(desk.seen, at) })}</span>`;

function pick(/** @type {import('./introductions.js').Picked} */ picked, /** @type {string} */ card) {
  const people = new Set(picked.value);
  if (!people.delete(card)) people.add(card);
  picked.value = people;
}

const call = (/** @type {Desk} */ desk, /** @type {any} */ one) => html`<${Act} desk=${desk} command="introduce_next"
  class="act--small act--gold" run=${() => callNow(desk, one.card, nearCard(one.card))}>${t('desk.roll.call')}<//>`;

function actions(/** @type {Desk} */ desk, /** @type {any} */ one) {
  const { item } = desk.seen.introductions;
  const args = { item, card: one.card };
  return html`<div class="card__more">
    ${one.title !== null && members(desk, one)}
    <div class="row">
      ${one.present > 0 && html`${arrow(desk, one, 'up')}${arrow(desk, one, 'down')}`}
      <${Act} desk=${desk} command="skip_introduction" class="act--small" args=${{ ...args, skip: !one.passed }}
        icon=${one.passed ? 'undo' : 'skipped'}>${t(`desk.roll.${one.passed ? 'take_up' : 'skip'}`)}<//>
      ${one.lock && html`<${Act} desk=${desk} command="release_introduction" class="act--small" icon="lock"
        args=${args}>${t('desk.roll.release')}<//>`}
      ${one.title === null && desk.seen.item?.id === item && one.turn === 'waiting' && call(desk, one)}
      ${pickable(one) && openGroups(desk).length > 0 && html`<${Act} desk=${desk} command="join_introduction"
        class="act--small" icon="person" run=${() => askJoin(desk, one)}>${t('desk.roll.join')}<//>`}
    </div>
  </div>`;
}

const arrow = (/** @type {Desk} */ desk, /** @type {any} */ one, /** @type {'up' | 'down'} */ way) => html`
  <${Act} desk=${desk} command="place_introduction" class="act--small act--icon" icon=${way}
    label=${t(`console.agenda.${way}`)} data=${{ 'data-move': way }}
    asks=${cardPlace(desk.seen.introductions, one.card, way) ?? undefined}
    why=${isToCome(one) && !cardPlace(desk.seen.introductions, one.card, way) ? t(`desk.roll.no_${way}`) : undefined}
    run=${() => moveCard(desk, one.card, way)} />`;

/** Who stands on a group's card: each may be left out of it, or get a card alone. */
const members = (/** @type {Desk} */ desk, /** @type {any} */ { people }) => {
  const { item } = desk.seen.introductions;
  return html`<ul class="card__members">${people.map((/** @type {any} */ who) => html`<li key=${who.id}
    data-member=${who.id} data-passed=${who.passed} data-present=${who.present}>
    <span>${who.name}<span class="soft"> ${who.present ? who.position : t('desk.roll.absent')}</span></span>
    <${Act} desk=${desk} command="skip_introduction" class="act--small"
      args=${{ item, card: who.id, skip: !who.passed }}>${t(`desk.roll.${who.passed ? 'take_up' : 'skip'}`)}<//>
    <${Act} desk=${desk} command="introduce_alone" class="act--small"
      args=${{ item, person: who.id }}>${t('desk.roll.alone')}<//></li>`)}</ul>`;
};
