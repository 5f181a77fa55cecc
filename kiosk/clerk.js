// Answers each scan: written down first, then asked of the server, and after 800 ms from the kiosk's own copy.

const PATIENCE_MS = 800;
/** @type {Answer} */
const MISDIALLED = { verdict: 'misdialled', offline: true };
const REFUSED = new Set(['not_signed_in', 'not_allowed']);

/**
 * @typedef {import('./ask.js').CheckIn} CheckIn
 * @typedef {import('./outbox.js').Kept} Kept
 * @typedef {import('./verdict.js').Answer} Answer
 * @typedef {object} Parts
 * @property {import('./outbox.js').Outbox} outbox
 * @property {{deliver: () => Promise<void>}} courier
 * @property {Pick<import('./roster.js').Roster, 'answer' | 'isMisdialled' | 'keepable' | 'leaves'>} roster
 * @property {(kept: Kept) => Promise<any>} send over the live connection; null when that is down
 * @property {(scan: CheckIn) => Promise<Answer | null>} askUnwritten where nothing can, or may, be written down
 * @property {(works: boolean) => void} onStorage
 * @property {() => void} onRefused
 */

export class Clerk {
  #parts;
  #isOffline = false;
  /** @type {Set<string>} ids that the live connection is sending, or has sent and the disk still holds */
  #underWay = new Set();
  /** @type {Map<string, (answer: Answer | null) => void>} who waits for the courier's answer */
  #waiting = new Map();

  constructor(/** @type {Parts} */ parts) {
    this.#parts = parts;
  }

  /**
   * The answer to a scan: the server's if it comes in time, otherwise what this kiosk knows.
   * @returns {Promise<Answer | null>} null when it could neither be written down nor sent
   */
  async ask(/** @type {CheckIn} */ scan) {
    if (this.#parts.roster.isMisdialled(scan.code)) return this.#misdialled(scan);
    if (scan.direction === 'out') this.#parts.roster.leaves(scan.code);
    const written = await this.#writeDown(scan);
    if (!written) return this.#parts.askUnwritten(scan);
    const asking = this.#isOffline ? this.#hurry() : this.#fromServer(written.kept, written.before);
    return (await within(PATIENCE_MS, asking)) ?? this.#own(scan);
  }

  /** The server is there again: scans wait for it, and what is held goes to it. */
  online() {
    this.#isOffline = false;
    return this.#parts.courier.deliver();
  }

  /** Whether the live connection is just sending this scan. */
  isUnderWay(/** @type {Kept} */ { id }) {
    return this.#underWay.has(id);
  }

  /** The courier has brought an answer. */
  delivered(/** @type {Kept} */ { id }, /** @type {Answer} */ answer) {
    this.#isOffline = false;
    this.#waiting.get(id)?.(answer);
  }

  async #writeDown(/** @type {CheckIn} */ scan) {
    const keepable = this.#parts.roster.keepable(scan);
    if (!keepable) return null;
    const written = await this.#parts.outbox.add(keepable).catch(() => null);
    this.#parts.onStorage(written !== null);
    return written;
  }

  // Nobody's number is no scan to be kept; only the server may know somebody more than the roster.
  async #misdialled(/** @type {CheckIn} */ scan) {
    const asking = this.#isOffline ? Promise.resolve(null) : this.#parts.askUnwritten(scan);
    const answer = await within(PATIENCE_MS, asking);
    this.#isOffline = answer === null;
    return answer ?? MISDIALLED;
  }

  #own(/** @type {CheckIn} */ scan) {
    this.#isOffline = true;
    return this.#parts.roster.answer(scan);
  }

  #hurry() {
    this.#parts.courier.deliver();
    return Promise.resolve(null);
  }

  // While older scans wait, this one queues behind them: the server hears everything in order.
  async #fromServer(/** @type {Kept} */ kept, /** @type {number} */ before) {
    const live = before <= this.#underWay.size ? await this.#live(kept) : null;
    return live ?? this.#byCourier(kept.id);
  }

  async #live(/** @type {Kept} */ kept) {
    this.#underWay.add(kept.id);
    const reply = await this.#parts.send(kept);
    const forget = () => this.#underWay.delete(kept.id);
    if (REFUSED.has(reply?.code)) this.#parts.onRefused();
    if (!reply?.verdict) {
      forget();
      return null;
    }
    this.#isOffline = false;
    // Nobody waits at the door for the disk; until it has forgotten the scan, it is nobody else's to send.
    this.#parts.outbox.remove([kept]).catch(() => {}).finally(forget);
    return /** @type {Answer} */ (reply);
  }

  /** @returns {Promise<Answer | null>} */
  #byCourier(/** @type {string} */ id) {
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      const giveUp = () => resolve(null);
      this.#parts.courier.deliver().then(giveUp, giveUp).finally(() => this.#waiting.delete(id));
    });
  }
}

/**
 * @template T
 * @param {number} ms
 * @param {Promise<T | null>} promise
 * @returns {Promise<T | null>}
 */
function within(ms, promise) {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), ms);
    promise.then((found) => {
      clearTimeout(timer);
      resolve(found);
    });
  });
}
