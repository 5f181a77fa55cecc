// The kiosk's own disk: an IndexedDB of this address, opened when it is first needed and again after a fault.
import { openDB } from 'idb';

const VERSION = 1;

/** @typedef {import('idb').IDBPDatabase} Database */

export class Store {
  /** @type {Promise<Database> | null} */
  #opening = null;
  #name;

  /** @param {string} name tabs of the same name share it */
  constructor(name) {
    this.#name = name;
  }

  /** The open database; rejects where the browser keeps nothing. */
  open() {
    const forget = () => (this.#opening = null);
    this.#opening ??= openDB(this.#name, VERSION, {
      upgrade: create,
      blocking: (_old, _new, { target }) => /** @type {IDBDatabase} */ (target).close(),
      terminated: forget,
    });
    this.#opening.catch(forget);
    return this.#opening;
  }

  /** What is kept under `name`: the roster, the last view. */
  async read(/** @type {string} */ name) {
    return (await this.open()).get('facts', name);
  }

  /** Keep `value` under `name`. */
  async write(/** @type {string} */ name, /** @type {unknown} */ value) {
    await (await this.open()).put('facts', value, name);
  }
}

function create(/** @type {Database} */ database) {
  database.createObjectStore('outbox', { keyPath: 'seq', autoIncrement: true });
  database.createObjectStore('aside', { keyPath: 'seq' });
  database.createObjectStore('facts');
}
