// Carries the outbox to the server: in order, in batches, until each scan has been acknowledged.
import { asSent } from './outbox.js';

const BATCH = 50;
const PATIENCE_MS = 4_000;
const RETRY_MS = [500, 1_000, 2_000];
const REFUSED = new Set(['not_signed_in', 'not_allowed']);
const ELSEWHERE = 'other_journal';
const UNREADABLE = new Set(['bad_request', 'too_large']);

/**
 * @typedef {import('./outbox.js').Kept} Kept
 * @typedef {import('./verdict.js').Answer} Answer
 * @typedef {{answers: (Answer | {code: string})[]} | {code: string}} Reply the server's, if it is ours
 * @typedef {object} Parts
 * @property {import('./outbox.js').Outbox} outbox
 * @property {(scans: Kept[]) => Promise<Reply | null>} post resolves to null when there is no server
 * @property {(work: () => Promise<boolean>) => Promise<boolean>} alone
 * @property {(kept: Kept) => boolean} isUnderWay whether somebody else is just sending it
 * @property {(kept: Kept, answer: Answer) => void} onAnswer
 * @property {() => void} onRefused the server does not know this machine any more
 */

export class Courier {
  #parts;
  /** @type {Promise<void> | null} */
  #running = null;
  #failures = 0;
  #batch = BATCH;
  #timer = 0;

  constructor(/** @type {Parts} */ parts) {
    this.#parts = parts;
  }

  /** Deliver what waits; resolves when nothing does any more, or the server is out of reach. */
  deliver() {
    clearTimeout(this.#timer);
    return (this.#running ??= this.#run().finally(() => (this.#running = null)));
  }

  async #run() {
    try {
      while (await this.#parts.alone(() => this.#next()));
    } catch {
      this.#again(); // the store failed; whatever is in it is still in it
    }
  }

  /** One batch; resolves to whether to go on. */
  async #next() {
    const { outbox, isUnderWay, post } = this.#parts;
    const scans = (await outbox.oldest(this.#batch)).filter((kept) => !isUnderWay(kept));
    if (!scans.length) return false;
    const reply = await post(scans);
    if (!reply) return this.#again();
    return 'answers' in reply ? this.#answered(scans, reply.answers) : this.#failed(scans, reply.code);
  }

  async #answered(/** @type {Kept[]} */ scans, /** @type {(Answer | {code: string})[]} */ answers) {
    const had = scans.filter((_, n) => verdictIn(answers[n]));
    const gone = scans.filter((_, n) => /** @type {any} */ (answers[n])?.code === ELSEWHERE);
    if (gone.length) await this.#parts.outbox.setElsewhere(gone);
    if (!had.length && !gone.length) return this.#again();
    this.#failures = 0;
    this.#batch = BATCH;
    await this.#parts.outbox.remove(had);
    scans.forEach((kept, n) => verdictIn(answers[n]) && this.#parts.onAnswer(kept, /** @type {Answer} */ (answers[n])));
    return true;
  }

  async #failed(/** @type {Kept[]} */ scans, /** @type {string} */ code) {
    const [first] = scans;
    if (REFUSED.has(code)) this.#parts.onRefused();
    if (!UNREADABLE.has(code)) return this.#again();
    // Something in the batch is not to the server's taste: find it, alone.
    if (scans.length === 1 && first) await this.#parts.outbox.setAside(first);
    this.#batch = scans.length === 1 ? BATCH : 1;
    return true;
  }

  #again() {
    const wait = RETRY_MS[Math.min(this.#failures, RETRY_MS.length - 1)];
    this.#failures += 1;
    clearTimeout(this.#timer);
    this.#timer = /** @type {any} */ (setTimeout(() => this.deliver(), wait));
    return false;
  }
}

const verdictIn = (/** @type {any} */ answer) => Boolean(answer?.verdict);

/**
 * Sends a batch to the server.
 * @param {() => string | null} token
 * @param {() => import('./outbox.js').Clock} clock
 * @returns {(scans: Kept[]) => Promise<Reply | null>}
 */
export const byBatch = (token, clock) => async (scans) => {
  const bearer = token();
  try {
    const response = await fetch('/api/v1/check-ins/batch', {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(bearer && { Authorization: `Bearer ${bearer}` }),
      },
      body: JSON.stringify({ scans: scans.map((kept) => asSent(kept, clock())) }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const { answers, code } = await response.json();
    return Array.isArray(answers) ? { answers } : { code };
  } catch {
    return null;
  }
};
