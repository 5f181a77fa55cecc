// Every scan is written down before it is sent, and forgotten only once the server has it.

/**
 * @typedef {import('./ask.js').CheckIn} CheckIn
 * @typedef {{now: number, ticks: number, page: string}} Clock the wall clock; the milliseconds since
 *   this page was opened, which nobody can set; and which page that is
 * @typedef {CheckIn & {seq: number, at: number, ticks: number, page: string}} Kept
 */

/** How long ago a scan was made; a clock that was set in between shows in an absurd answer. */
export const ageMs = (/** @type {Kept} */ kept, /** @type {Clock} */ { now, ticks, page }) =>
  Math.round(kept.page === page ? ticks - kept.ticks : now - kept.at);

/** A scan as the server takes it. */
export function asSent(/** @type {Kept} */ kept, /** @type {Clock} */ clock) {
  const { id, code, direction, foreign } = kept;
  return { id, code, age_ms: ageMs(kept, clock), ...(direction && { direction }), ...(foreign && { foreign }) };
}

export class Outbox {
  #store;
  #clock;
  #onCount;

  /**
   * @param {import('./store.js').Store} store
   * @param {() => Clock} clock
   * @param {(waiting: number) => void} onCount
   */
  constructor(store, clock, onCount) {
    this.#store = store;
    this.#clock = clock;
    this.#onCount = onCount;
  }

  /** Write a scan down; it is on the disk when this resolves, to the scan and how many went before. */
  async add(/** @type {CheckIn} */ scan) {
    const { now, ticks, page } = this.#clock();
    const record = { ...scan, at: now, ticks, page };
    const transaction = await this.#writing('outbox');
    const seq = /** @type {number} */ (await transaction.store.add(record));
    const before = (await transaction.store.count()) - 1;
    await transaction.done;
    this.count().catch(() => {});
    return { kept: /** @type {Kept} */ ({ ...record, seq }), before };
  }

  /** The scans that have waited longest. */
  async oldest(/** @type {number} */ most) {
    const database = await this.#store.open();
    return /** @type {Promise<Kept[]>} */ (database.getAll('outbox', null, most));
  }

  /** The server has them. */
  async remove(/** @type {Kept[]} */ scans) {
    const transaction = await this.#writing('outbox');
    scans.forEach(({ seq }) => transaction.store.delete(seq));
    await transaction.done;
    await this.count();
  }

  /** The server cannot read this one: it stays on this machine, out of the others' way. */
  async setAside(/** @type {Kept} */ scan) {
    const database = await this.#store.open();
    const transaction = database.transaction(['outbox', 'aside'], 'readwrite', { durability: 'strict' });
    transaction.objectStore('aside').put(scan);
    transaction.objectStore('outbox').delete(scan.seq);
    await transaction.done;
    await this.count();
  }

  /** Forget what the server could not read, once it has all the rest; answers whether it has. */
  async clear() {
    const database = await this.#store.open();
    if ((await database.count('outbox')) > 0) return false;
    await database.clear('aside');
    await this.count();
    return true;
  }

  /** How many this machine holds that the server does not have; those set aside are among them. */
  async count() {
    const database = await this.#store.open();
    const counts = await Promise.all([database.count('outbox'), database.count('aside')]);
    const held = counts[0] + counts[1];
    this.#onCount(held);
    return held;
  }

  async #writing(/** @type {string} */ name) {
    const database = await this.#store.open();
    return database.transaction(name, 'readwrite', { durability: 'strict' });
  }
}
