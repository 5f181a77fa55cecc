// Moving a waiting item: by two keys (Alt with an arrow), by its buttons, or by dragging it.
import { t } from '../shared/text.js';
import { reasonField } from './field.js';
import { spoken } from './gate.js';
import { dropAfter, places } from './order.js';
import { itemName } from './words.js';

const DRAGGED = 'text/item';
const ACROSS = 'across_ceremony'; // the refusal that a reason lifts

/** @typedef {import('./desk.js').Desk} Desk */
/** @typedef {{item: string, after?: string | null}} Place */

/** What a move one place that way asks of the server; of an item that does not wait, whether it may move at all. */
export const placeFor = (/** @type {Desk} */ desk, /** @type {any} */ item, /** @type {'up' | 'down'} */ way) =>
  places(desk.seen.items, item.id)?.[way] ?? { item: item.id };

/** The item stands at the end of those that wait already: there is no place that way. */
export function nowhere(/** @type {Desk} */ desk, /** @type {any} */ item, /** @type {'up' | 'down'} */ way) {
  const where = places(desk.seen.items, item.id);
  if (!where || where[way]) return null;
  return t(way === 'up' ? 'console.agenda.first' : 'console.agenda.last');
}

/** Move the item one place. */
export function moveItem(/** @type {Desk} */ desk, /** @type {any} */ item, /** @type {'up' | 'down'} */ way) {
  const near = nearItem(item);
  const where = placeFor(desk, item, way);
  const why = nowhere(desk, item, way) ?? desk.why('move', where);
  return why ? desk.say(why, near) : putAfter(desk, where, near);
}

/** The key handler of an item in the list. */
export const moveKeys = (/** @type {Desk} */ desk, /** @type {any} */ item) => (/** @type {KeyboardEvent} */ event) => {
  const way = event.altKey && { ArrowUp: 'up', ArrowDown: 'down' }[event.key];
  if (!way || event.repeat) return;
  event.preventDefault();
  moveItem(desk, item, /** @type {'up' | 'down'} */ (way));
};

/** A waiting item can be dragged; dropped on another item, it comes straight after it. */
export function dragging(/** @type {Desk} */ desk, /** @type {any} */ item) {
  const movable = places(desk.seen.items, item.id) && !item.locked && !desk.why('move');
  return {
    draggable: movable ? 'true' : undefined,
    onDragStart: (/** @type {any} */ event) => event.dataTransfer.setData(DRAGGED, item.id),
    onDragOver: (/** @type {any} */ event) => event.dataTransfer.types.includes(DRAGGED) && event.preventDefault(),
    onDrop: (/** @type {any} */ event) => {
      const where = dropAfter(desk.seen.items, event.dataTransfer.getData(DRAGGED), item.id);
      if (where) putAfter(desk, where, nearItem(item));
    },
  };
}

/** Move; across a ceremony only with a reason, so that is asked for. */
async function putAfter(/** @type {Desk} */ desk, /** @type {Place} */ where, /** @type {string} */ near) {
  const why = desk.why('move');
  if (why) return desk.say(why, near);
  const answer = await desk.give('move', where);
  if (answer.code === ACROSS) askAcross(desk, where, answer);
  else if (answer.code) desk.refused(answer, near);
}

function askAcross(/** @type {Desk} */ desk, /** @type {Place} */ where, /** @type {any} */ refusal) {
  const item = desk.seen.items.find((/** @type {any} */ one) => one.id === where.item);
  desk.ask({
    title: t('console.ask.move', { item: itemName(item) }),
    body: spoken(refusal) ?? '',
    fields: [reasonField(true)],
    yes: t('console.ask.move_yes'),
    no: t('console.ask.move_no'),
    run: ({ reason }) => desk.give('move', { ...where, reason, force: true }),
  });
}

const nearItem = (/** @type {any} */ { id }) => `[data-item="${id}"]`;
