// Every scan is written down before it is sent, and forgotten only once the server has it.

/**
 * @typedef {import('./ask.js').CheckIn} CheckIn
 * @typedef {{now: number, ticks: number, page: string, journal?: string}} Clock the wall clock; the
 *   milliseconds since this page was opened, which nobody can set; which page that is, and whose day
 * @typedef {CheckIn & {seq: number, at: number, ticks: number, page: string, journal?: string,
 *   isElsewhere?: boolean}} Kept `isElsewhere`: it is of another day than the server's
 */

/** How long ago a scan was made, as well as this page knows. */
export const ageMs = (/** @type {Kept} */ kept, /** @type {Clock} */ { now, ticks, page }) =>
  Math.round(kept.page === page ? ticks - kept.ticks : now - kept.at);

/**
 * A scan as the server takes it. Within one page there are two measures of its age, and neither is always right:
 * the wall clock may be set, the page's own stands still while the machine sleeps.
 */
export function asSent(/** @type {Kept} */ kept, /** @type {Clock} */ clock) {
  const { id, code, direction, foreign, journal } = kept;
  const more = { ...(direction && { direction }), ...(foreign && { foreign }), ...(journal && { journal }) };
  const both = kept.page === clock.page && { clock_age_ms: clock.now - kept.at };
  return { id, code, age_ms: ageMs(kept, clock), ...both, ...more };
}

export class Outbox {
  #store;
  #clock;
  #onCount;

  /**
   * @param {import('./store.js').Store} store
   * @param {() => Clock} clock
   * @param {(waiting: number, elsewhere: number) => void} onCount
   */
  constructor(store, clock, onCount) {
    this.#store = store;
    this.#clock = clock;
    this.#onCount = onCount;
  }

  /** Write a scan down; it is on the disk when this resolves, to the scan and how many went before. */
  async add(/** @type {CheckIn} */ scan) {
    const { now, ticks, page, journal } = this.#clock();
    const record = { ...scan, at: now, ticks, page, ...(journal && { journal }) };
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

  /** These are of another day than the server's: they stay on this machine, in case that day comes back. */
  async setElsewhere(/** @type {Kept[]} */ scans) {
    for (const scan of scans) await this.setAside({ ...scan, isElsewhere: true });
  }

  /** Another day is on: whatever was kept apart may be of that one. */
  async recall() {
    const database = await this.#store.open();
    const apart = /** @type {Kept[]} */ (await database.getAll('aside')).filter(({ isElsewhere }) => isElsewhere);
    if (!apart.length) return;
    const transaction = database.transaction(['outbox', 'aside'], 'readwrite', { durability: 'strict' });
    for (const scan of apart) {
      transaction.objectStore('outbox').put({ ...scan, isElsewhere: false });
      transaction.objectStore('aside').delete(scan.seq);
    }
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

  /** How many this machine holds that the server does not have; those it cannot read are among them. */
  async count() {
    const database = await this.#store.open();
    const [waiting, aside] = await Promise.all([database.count('outbox'), database.getAll('aside')]);
    const elsewhere = aside.filter(({ isElsewhere }) => isElsewhere).length;
    const held = waiting + aside.length - elsewhere;
    this.#onCount(held, elsewhere);
    return held;
  }

  async #writing(/** @type {string} */ name) {
    const database = await this.#store.open();
    return database.transaction(name, 'readwrite', { durability: 'strict' });
  }
}
