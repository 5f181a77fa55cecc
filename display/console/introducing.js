// The introductions set by hand: where a card may go, what is asked before a change, who is called next.
import { t } from '../shared/text.js';
import { introduceLate } from './insert.js';

/** @typedef {import('./desk.js').Desk} Desk */
/** @typedef {{card: string, turn: string, title: string | null, present: number, passed: boolean, people: any[]}} Card */
/** @typedef {{item: string, card: string, after: string | null}} Place `after` null: before all others */

const DRAGGED = 'text/card';

/** The name of a card: its group's title, or the person on it. */
export const cardName = (/** @type {any} */ { title, people, card }) => title ?? people[0]?.name ?? card;

/** May the card still be changed: has it not had its turn? */
export const isToCome = (/** @type {Card} */ { turn }) => turn === 'waiting' || turn === 'missed';

/** The card one place up or down among those that are here; null where there is no such place. */
export function cardPlace(/** @type {{item: string, cards: Card[]}} */ { item, cards }, /** @type {string} */ card,
  /** @type {'up' | 'down'} */ way) {
  const here = cards.filter((one) => one.present > 0);
  const at = here.findIndex((one) => one.card === card);
  if (at < 0) return null;
  const [above, below] = [here[at - 1], here[at + 1]];
  if (way === 'down') return below ? { item, card, after: below.card } : null;
  if (!above || !isToCome(above)) return null;
  const before = cards[cards.indexOf(above) - 1];
  return { item, card, after: before?.card ?? null };
}

/** Put a card one place up or down; where that is not possible, say so. */
export function moveCard(/** @type {Desk} */ desk, /** @type {string} */ card, /** @type {'up' | 'down'} */ way) {
  const place = cardPlace(desk.seen.introductions, card, way);
  if (!place) return desk.say(t(`desk.roll.no_${way}`), nearCard(card));
  desk.act('place_introduction', place, nearCard(card));
}

/** The key handler of a card in the list: Alt with an arrow moves it. */
export const cardKeys = (/** @type {Desk} */ desk, /** @type {string} */ card) => (/** @type {KeyboardEvent} */ event) => {
  const way = event.altKey && { ArrowUp: 'up', ArrowDown: 'down' }[event.key];
  if (!way || event.repeat) return;
  event.preventDefault();
  moveCard(desk, card, /** @type {'up' | 'down'} */ (way));
};

/** A card to come can be dragged; dropped on another, it comes straight after it. */
export function cardDragging(/** @type {Desk} */ desk, /** @type {Card} */ one) {
  const { item } = desk.seen.introductions;
  return {
    draggable: isToCome(one) && one.present > 0 && !desk.why('place_introduction') ? 'true' : undefined,
    onDragStart: (/** @type {any} */ event) => event.dataTransfer.setData(DRAGGED, one.card),
    onDragOver: (/** @type {any} */ event) => event.dataTransfer.types.includes(DRAGGED) && event.preventDefault(),
    onDrop: (/** @type {any} */ event) => {
      const card = event.dataTransfer.getData(DRAGGED);
      if (card && card !== one.card) desk.act('place_introduction', { item, card, after: one.card }, nearCard(one.card));
    },
  };
}

export const nearCard = (/** @type {string} */ card) => `[data-card="${card}"]`;

/** Call a guest now: next in the walk, or, once the cards are over, in an introduction of their own. */
export function callNow(/** @type {Desk} */ desk, /** @type {string} */ person, near = nearCard(person)) {
  const { over, item } = desk.seen.introductions;
  const on = desk.seen.item?.id === item;
  if (on && over) return introduceLate(desk, { id: person }, near);
  return on ? desk.act('introduce_next', { person }, near) : desk.act('introduce_alone', { item, person }, near);
}

/** Ask who is to be introduced as well. */
export function askAdd(/** @type {Desk} */ desk) {
  desk.ask({
    title: t('desk.roll.add'),
    body: t('desk.roll.add_body'),
    fields: [{ name: 'person', label: t('console.ask.person'), type: 'person', required: true }],
    yes: t('desk.roll.add_yes'),
    run: ({ person }) => given(callNow(desk, person, '#roll-add')),
  });
}

/** Ask for the title under which the chosen people are introduced together. */
export function askGroup(/** @type {Desk} */ desk, /** @type {string[]} */ people, /** @type {() => void} */ done) {
  const { item } = desk.seen.introductions;
  desk.ask({
    title: t('desk.roll.group_ask', { n: people.length }),
    fields: [{ name: 'title', label: t('desk.roll.group_title'), required: true }],
    yes: t('desk.roll.group_yes'),
    run: async ({ title }) => {
      const answer = await desk.give('group_introductions', { item, people, title });
      if (!answer.code) done();
      return answer;
    },
  });
}

/** Ask with which group a person is to be introduced. */
export function askJoin(/** @type {Desk} */ desk, /** @type {any} */ one) {
  const { item } = desk.seen.introductions;
  desk.ask({
    title: t('desk.roll.join_ask', { name: cardName(one) }),
    fields: [{ name: 'group', label: t('desk.roll.join_group'), type: 'select', options: openGroups(desk) }],
    yes: t('desk.roll.join_yes'),
    run: ({ group }) => desk.give('join_introduction', { item, person: one.card, group }),
  });
}

/** The groups that have not been shown yet, as options. */
export const openGroups = (/** @type {Desk} */ desk) => desk.seen.introductions.cards
  .filter((/** @type {Card} */ { title, turn }) => title !== null && turn !== 'shown')
  .map((/** @type {Card} */ { card, title }) => ({ value: card, label: title ?? card }));

/** What a question waits for: the acknowledgement, or nothing where the desk has said why not. */
const given = async (/** @type {any} */ asked) => (await asked) ?? {};
