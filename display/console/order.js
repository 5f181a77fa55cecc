// Where a waiting item may go: pure arithmetic on the agenda's order.

/** @typedef {{id: string, state: string, locked?: boolean}} Listed */
/** @typedef {{item: string, after: string | null}} Place `after` null: before everything that waits */

const WAITS = new Set(['pending', 'moved']);

/** The places one up and one down for a waiting item; null when the item does not wait. */
export function places(/** @type {Listed[]} */ items, /** @type {string} */ id) {
  const waiting = items.filter(({ state }) => WAITS.has(state));
  const at = waiting.findIndex((item) => item.id === id);
  if (at < 0) return null;
  const after = (/** @type {number} */ n) => ({ item: id, after: waiting[n]?.id ?? null });
  return {
    up: at > 0 ? after(at - 2) : null,
    down: at < waiting.length - 1 ? after(at + 1) : null,
  };
}

/** The move that puts `id` straight after `target`; null when it would change nothing. */
export function dropAfter(/** @type {Listed[]} */ items, /** @type {string} */ id, /** @type {string} */ target) {
  const from = items.findIndex((item) => item.id === id);
  const to = items.findIndex((item) => item.id === target);
  if (from < 0 || to < 0 || from === to || from === to + 1 || !places(items, id)) return null;
  return { item: id, after: target };
}
