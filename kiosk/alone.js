// One at a time among the tabs of a kiosk: by the browser's locks, on plain http by a lease in the store.

const LEASE_MS = 10_000;
const AGAIN_MS = 200;
const LEASE = 'lease';

/** @typedef {{holder: string, until: number}} Lease */

/**
 * Do `work` while no other tab of `name` does.
 * @template T
 * @param {string} name
 * @param {import('./store.js').Store} store
 * @param {string} me which page this is
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function alone(name, store, me, work) {
  if (navigator.locks) return navigator.locks.request(name, work);
  while (!(await take(store, me))) await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  return work().finally(() => giveBack(store, me));
}

async function take(/** @type {import('./store.js').Store} */ store, /** @type {string} */ me) {
  const { store: facts, done } = (await store.open()).transaction('facts', 'readwrite');
  const isFree = !isHeld(await facts.get(LEASE), me, Date.now());
  if (isFree) await facts.put({ holder: me, until: Date.now() + LEASE_MS }, LEASE);
  await done;
  return isFree;
}

async function giveBack(/** @type {import('./store.js').Store} */ store, /** @type {string} */ me) {
  const { store: facts, done } = (await store.open()).transaction('facts', 'readwrite');
  const lease = await facts.get(LEASE);
  if (lease?.holder === me) await facts.delete(LEASE);
  await done;
}

/** Whether somebody else holds `lease`; one from a clock that was set back since is void. */
export function isHeld(/** @type {Lease | undefined} */ lease, /** @type {string} */ me, /** @type {number} */ now) {
  return Boolean(lease && lease.holder !== me && lease.until > now && lease.until <= now + LEASE_MS);
}
