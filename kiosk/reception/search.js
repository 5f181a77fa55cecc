// Finds people as the words are typed; only the answer to the newest words counts.
import { extractCode } from '../code.js';

const PAUSE_MS = 120;
const SHORTEST = 2;
const LONG_NUMBER = /[0-9]{7}/;

/** @typedef {Record<string, any> & {id: string, name: string, present: boolean}} Person */
/** @typedef {(words: string) => Promise<Person[] | null>} Find resolves to null when it failed */

/** Whether `text` comes from a scanner; such a text is never searched for, let alone sent. */
export const isScanned = (/** @type {string} */ text) =>
  LONG_NUMBER.test(text) || extractCode(text) !== null;

export class Search {
  #timer = 0;
  #turn = 0;
  /** @type {Promise<Person[] | null>} */
  #newest = Promise.resolve(null);
  #words = '';
  #find;
  #onFound;

  /** @param {{find: Find, onFound: (people: Person[] | null) => void}} parts */
  constructor({ find, onFound }) {
    this.#find = find;
    this.#onFound = onFound;
  }

  /** The words so far; asks once they have rested a moment. */
  type(/** @type {string} */ words) {
    this.#words = words;
    clearTimeout(this.#timer);
    this.#timer = /** @type {any} */ (setTimeout(() => this.now(), PAUSE_MS));
  }

  /** Ask at once; resolves to the people found, or to null where newer words have overtaken it. */
  now() {
    clearTimeout(this.#timer);
    this.#newest = this.#ask((this.#turn += 1), this.#words);
    return this.#newest;
  }

  // The same words asked again, since the hall has changed meanwhile, overtake nobody's Enter.
  /** @returns {Promise<Person[] | null>} */
  async #ask(/** @type {number} */ turn, /** @type {string} */ words) {
    const people = await this.#answer(words.trim());
    if (turn !== this.#turn) return words === this.#words ? this.#newest : null;
    this.#onFound(people);
    return people;
  }

  async #answer(/** @type {string} */ words) {
    return words.length < SHORTEST ? [] : this.#find(words);
  }
}

/** Asks the server; `token` is this desk's own where nobody has signed in. */
export const findAtServer = (/** @type {string | null} */ token) =>
  async (/** @type {string} */ words) => {
    if (isScanned(words)) return [];
    try {
      const answer = await fetch(`/api/v1/delegates?q=${encodeURIComponent(words)}`, {
        headers: token ? { Authorization: `Bearer ${token}` } : {},
      });
      return answer.ok ? /** @type {Person[]} */ ((await answer.json()).delegates) : null;
    } catch {
      return null;
    }
  };
