// Introductions: the cards in the order they are shown, the absent apart; each can be changed by hand.
import { html } from 'htm/preact';
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../shared/text.js';
import { Act } from '../act.js';
import { askAdd, askGroup, isToCome } from '../introducing.js';
import { IntroductionCard } from './introduction-card.js';

/** @param {{desk: import('../desk.js').Desk}} props */
export function Introductions({ desk }) {
  const { cards } = desk.seen.introductions;
  const chosen = useSignal(/** @type {string | null} */ (null));
  const picked = useSignal(/** @type {Set<string> | null} */ (null));
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  const on = cards.find((/** @type {any} */ one) => one.turn === 'on')?.card;
  useEffect(() => list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' }), [on]);
  const here = cards.filter((/** @type {any} */ one) => one.present > 0 || one.turn === 'on');
  const away = cards.filter((/** @type {any} */ one) => !here.includes(one));
  const rows = (/** @type {any[]} */ all) => all.map((one) => html`<${IntroductionCard} key=${one.card} desk=${desk}
    one=${one} chosen=${chosen} picked=${picked} />`);
  return html`<section class="panel roll" id="introductions" aria-label=${t('console.introductions.title')} ref=${list}>
    <h2 class="label">${t('console.introductions.title')}
      <span class="soft">${t('console.introductions.count', { present: here.length, total: cards.length })}</span>
      <span class="row roll__head">${picked.value ? picking(desk, picked) : always(desk, picked, cards)}</span>
    </h2>
    <ol class="rows">${rows(here)}</ol>
    ${away.length > 0 && html`<h3 class="label label--small">${t('desk.roll.away', { n: away.length })}</h3>
      <ol class="rows roll__away">${rows(away)}</ol>`}
  </section>`;
}

/** @typedef {import('@preact/signals').Signal<Set<string> | null>} Picked */

const always = (/** @type {import('../desk.js').Desk} */ desk, /** @type {Picked} */ picked, /** @type {any[]} */ cards) => html`
  <${Act} desk=${desk} id="snapshot" command="snapshot_attendance" class="act--small">
    ${t('console.introductions.snapshot')}<//>
  <${Act} desk=${desk} id="roll-group" command="group_introductions" class="act--small" icon="person"
    why=${cards.filter(pickable).length < 2 ? t('desk.roll.too_few') : undefined}
    run=${() => (picked.value = new Set())}>${t('desk.roll.group')}<//>
  <${Act} desk=${desk} id="roll-add" command="introduce_next" class="act--small" icon="plus"
    run=${() => askAdd(desk)}>${t('desk.roll.add')}<//>`;

const picking = (/** @type {import('../desk.js').Desk} */ desk, /** @type {Picked} */ picked) => {
  const people = [...(picked.value ?? [])];
  const stop = () => (picked.value = null);
  return html`<span class="soft">${t('desk.roll.pick')}</span>
    <${Act} desk=${desk} id="roll-grouped" command="group_introductions" class="act--small act--gold"
      why=${people.length < 2 ? t('desk.roll.pick') : undefined}
      run=${() => askGroup(desk, people, stop)}>${t('desk.roll.group_these', { n: people.length })}<//>
    <button type="button" class="act act--small" onClick=${stop}>${t('console.ask.cancel')}</button>`;
};

/** A person on a card alone who has not had a turn may join others on one card. */
export const pickable = (/** @type {any} */ one) => one.title === null && isToCome(one);
