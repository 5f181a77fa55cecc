// Why the buttons on the page would be refused: asked of the server itself after every view, never guessed.
import { signal } from '@preact/signals';

const SOON = 40; // ms: a page that is drawn asks once for all of its buttons

/** @typedef {import('./types.js').Refusal & {lifted_by?: string}} Why */
/** @typedef {{command: string, args: object}} Move */
/** @typedef {(asked: Move[]) => Promise<(Why | null)[] | null>} Ask */

export class Reasons {
  #told = signal(/** @type {Map<string, Why | null>} */ (new Map()));
  #wanted = /** @type {Map<string, Move & {by: number}>} */ (new Map());
  #timer = /** @type {ReturnType<typeof setTimeout> | null} */ (null);
  #ask;

  /** @param {Ask} ask */
  constructor(ask = overHttp) {
    this.#ask = ask;
  }

  /** What was last said of a command; `undefined` while nobody has been asked. */
  of(/** @type {string} */ command, /** @type {object} */ args) {
    return this.#told.value.get(name(command, args));
  }

  /** A button for this command is on the page; returns how to say that it is gone. */
  want(/** @type {string} */ command, /** @type {object} */ args) {
    const key = name(command, args);
    const known = this.#wanted.get(key) ?? { command, args, by: 0 };
    this.#wanted.set(key, { ...known, by: known.by + 1 });
    this.refresh();
    return () => this.#leave(key);
  }

  /** The day has changed, or the page has: ask again, soon and once. */
  refresh() {
    if (this.#timer === null) this.#timer = setTimeout(() => this.#now(), SOON);
  }

  #leave(/** @type {string} */ key) {
    const known = this.#wanted.get(key);
    if (!known) return;
    if (known.by > 1) this.#wanted.set(key, { ...known, by: known.by - 1 });
    else this.#wanted.delete(key);
  }

  async #now() {
    this.#timer = null;
    const asked = [...this.#wanted];
    if (asked.length === 0) return;
    const answers = await this.#ask(asked.map(([, { command, args }]) => ({ command, args })));
    if (answers) this.#told.value = new Map(asked.map(([key], n) => [key, answers[n] ?? null]));
  }
}

const name = (/** @type {string} */ command, /** @type {object} */ args) => `${command} ${JSON.stringify(args)}`;

/** @type {Ask} */
async function overHttp(asked) {
  const body = JSON.stringify({ asked });
  const headers = { 'Content-Type': 'application/json' };
  const answer = await fetch('/api/v1/moves', { method: 'POST', headers, body }).catch(() => null);
  return answer?.ok ? (await answer.json()).answers : null;
}
