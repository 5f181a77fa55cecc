// The lock of the page: staff leave it with a PIN, which this machine checks by itself, the slower the more often it is wrong.

const TRIES = 'pin_tries';
const LEAVINGS = 'leavings';
const FREE = 3; // wrong tries before the waiting begins
const WAITS_MS = [10_000, 30_000, 120_000, 300_000];
const LOST = new Set(['fault', 'journal_unwritable', 'not_signed_in']);

/**
 * @typedef {{hash: string}} Kept the PIN as the server keeps it
 * @typedef {{wrong: number, until: number}} Tries
 * @typedef {{id: string, at: number, wrong: number}} Leaving
 * @typedef {object} Parts
 * @property {Pick<import('./store.js').Store, 'read' | 'write'>} store
 * @property {(asked: {password: string, hash: string}) => Promise<boolean>} verify whether a PIN is the one hashed
 * @property {() => number} now this machine's clock
 * @property {() => string} newId
 */

export class Lock {
  /** @type {Tries} */
  #tries = { wrong: 0, until: 0 };
  /** @type {Leaving[]} */
  #leavings = [];
  #sending = false;
  #parts;

  constructor(/** @type {Parts} */ parts) {
    this.#parts = parts;
  }

  /** Take out what was kept: starting the machine anew gives nobody more tries. */
  async load() {
    const { store } = this.#parts;
    this.#tries = (await store.read(TRIES).catch(() => null)) ?? this.#tries;
    this.#leavings = (await store.read(LEAVINGS).catch(() => null)) ?? [];
  }

  /** For how many milliseconds no PIN is looked at; a clock that was set back holds nobody for ever. */
  get waitMs() {
    const left = this.#tries.until - this.#parts.now();
    return left > 0 ? Math.min(left, /** @type {number} */ (WAITS_MS.at(-1))) : 0;
  }

  /** Whether `pin` opens the page; a leaving is noted, for the server. */
  async opens(/** @type {Kept} */ { hash }, /** @type {string} */ pin) {
    if (this.waitMs > 0) return false;
    const isRight = await this.#parts.verify({ password: pin, hash });
    if (isRight) await this.#left();
    else await this.#failed();
    return isRight;
  }

  async #left() {
    const { newId, now } = this.#parts;
    this.#leavings.push({ id: newId(), at: now(), wrong: this.#tries.wrong });
    this.#tries = { wrong: 0, until: 0 };
    await this.#keep();
  }

  async #failed() {
    const wrong = this.#tries.wrong + 1;
    const wait = WAITS_MS[Math.min(wrong - FREE, WAITS_MS.length - 1)] ?? 0;
    this.#tries = { wrong, until: this.#parts.now() + wait };
    await this.#keep();
  }

  /** Tell the server of every leaving it has not heard of; it hears of each once. */
  async report(/** @type {(event: string, payload: object) => Promise<any>} */ emit) {
    if (this.#sending) return;
    this.#sending = true;
    for (const { id, at, wrong } of [...this.#leavings]) {
      const args = { age_s: Math.max(0, (this.#parts.now() - at) / 1_000), wrong };
      const reply = await emit('command', { id, command: 'leave_kiosk', args });
      if (!reply || LOST.has(reply.code)) break;
      this.#leavings = this.#leavings.filter((one) => one.id !== id);
      await this.#keep();
    }
    this.#sending = false;
  }

  async #keep() {
    const { store } = this.#parts;
    await store.write(TRIES, this.#tries).catch(() => {});
    await store.write(LEAVINGS, this.#leavings).catch(() => {});
  }
}
