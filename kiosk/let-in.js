// Whom this kiosk has let in by itself, and when: a badge shown again without the server is known again.

const KEPT = 'let_in';

/** @typedef {{at: string, kiosk: string, gate?: string | null}} Arrival */

export class LetIn {
  /** @type {Map<string, Arrival>} by the digest of the badge */
  #arrivals = new Map();
  #store;

  /** @param {Pick<import('./store.js').Store, 'read' | 'write'>} store */
  constructor(store) {
    this.#store = store;
  }

  /** Take out what was kept the last time. */
  async load() {
    this.#arrivals = new Map(await this.#store.read(KEPT).catch(() => null) ?? []);
  }

  /** When and where this kiosk let the badge in, if it did. */
  first(/** @type {string} */ digest) {
    return this.#arrivals.get(digest);
  }

  /** The badge came in. */
  came(/** @type {string} */ digest, /** @type {Arrival} */ arrival) {
    this.#arrivals.set(digest, arrival);
    return this.#keep();
  }

  /** The badge went out. */
  left(/** @type {string} */ digest) {
    return this.#arrivals.delete(digest) ? this.#keep() : Promise.resolve();
  }

  /** The conference is over. */
  wipe() {
    this.#arrivals.clear();
    return this.#keep();
  }

  #keep() {
    return this.#store.write(KEPT, [...this.#arrivals]).catch(() => {});
  }
}
