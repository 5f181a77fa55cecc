// The kiosk's own copy of the roster: digests of codes, so that a badge is known again without the server.
import { conferenceOf, LENGTH, withoutSecret } from './code.js';
import { LetIn } from './let-in.js';
import { sha256 } from './sha256.js';

const KEPT = 'roster';
const DIGEST_DIGITS = 24;

/**
 * @typedef {import('./verdict.js').Answer} Answer
 * @typedef {{digest: string, number?: string, state: string, name?: string,
 *   salutation?: string}} Line
 * @typedef {{version: string, salt: string, conference: string, people: Line[], void: Line[]}} Copy
 * @typedef {(since: string | null) => Promise<Copy | {unchanged: true} | null>} Fetch
 */

export class Roster {
  /** @type {Map<string, Line>} */
  #lines = new Map();
  /** @type {Copy | null} */
  #copy = null;
  /** @type {string | null} */
  #conference = null;
  #checkedAt = 0;
  #isOver = false;
  #store;
  #fetch;
  #here;
  #letIn;

  /**
   * @param {Pick<import('./store.js').Store, 'read' | 'write'>} store
   * @param {Fetch} fetch
   * @param {() => import('./let-in.js').Arrival} here what time it is, and which kiosk this
   */
  constructor(store, fetch, here) {
    this.#store = store;
    this.#fetch = fetch;
    this.#here = here;
    this.#letIn = new LetIn(store);
  }

  /** Which roster this is, or null before there is any. */
  get version() {
    return this.#copy?.version ?? null;
  }

  /** How long ago the server last said that this is the newest, in seconds. */
  get ageS() {
    return this.#copy ? Math.max(0, (Date.now() - this.#checkedAt) / 1_000) : null;
  }

  /** Which digits the codes of this conference begin with, as the server has told. */
  isOf(/** @type {string | undefined} */ conference) {
    this.#conference = conference ?? this.#conference;
  }

  /** Take out what was kept the last time. */
  async load() {
    await this.#letIn.load();
    const kept = await this.#store.read(KEPT).catch(() => null);
    if (kept) this.#take(kept.copy, kept.checkedAt);
  }

  /** The conference is over: nothing of anybody stays on this machine. */
  wipe() {
    this.#isOver = true;
    return this.forget();
  }

  /** This machine may know nobody any more: it was turned out, or lost. */
  async forget() {
    this.#copy = null;
    this.#lines.clear();
    await Promise.all([this.#store.write(KEPT, null), this.#letIn.wipe()]);
  }

  /** Another day begins: whom this kiosk has let in before has not come yet. */
  forgetLetIn() {
    return this.#letIn.wipe();
  }

  /** The conference is not over after all. */
  reopen() {
    this.#isOver = false;
  }

  /** Ask the server for a newer one; after the end nothing is fetched any more. */
  async sync() {
    if (this.#isOver) return;
    const answer = await this.#fetch(this.version);
    if (!answer) return;
    const copy = 'unchanged' in answer ? this.#copy : answer;
    if (!copy || this.#isOver) return;
    this.#take(copy, Date.now());
    await this.#store.write(KEPT, { copy, checkedAt: this.#checkedAt }).catch(() => {});
  }

  /**
   * What this kiosk knows by itself; a code it does not know is noted, never refused.
   * @returns {Answer}
   */
  answer(/** @type {import('./ask.js').CheckIn} */ { code, direction }) {
    if (this.#isOver) return { verdict: 'closed', offline: true };
    const line = this.#lineOf(code.trim().toUpperCase());
    if (!line) return { verdict: this.#isForeign(code) ? 'wrong_conference' : 'unknown', offline: true };
    if (line.state !== 'valid') return { verdict: line.state, offline: true };
    const delegate = /** @type {import('./verdict.js').Delegate} */ (/** @type {unknown} */ (line));
    if (direction === 'out') return { verdict: 'exit_recorded', delegate, offline: true };
    const first = this.#letIn.first(line.digest);
    if (first) return { verdict: 'already_in', delegate, first, offline: true };
    this.#letIn.came(line.digest, this.#here());
    return { verdict: 'accepted', delegate, offline: true };
  }

  /**
   * Whose valid badge `code` is, as far as this kiosk knows.
   * @returns {Line | null}
   */
  known(/** @type {string} */ code) {
    const line = this.#isOver ? undefined : this.#lineOf(code.trim().toUpperCase());
    return line?.state === 'valid' ? line : null;
  }

  /** Whether `code` is a badge number, and nobody's here; it may be that of somebody registered since. */
  isMisdialled(/** @type {string} */ code) {
    const number = code.trim().toUpperCase();
    return this.#copy !== null && !this.#isOver && number !== '' && number.length !== LENGTH && !this.#lineOf(number);
  }

  /** Somebody goes out here, whoever answers them: they may come in again. */
  leaves(/** @type {string} */ code) {
    const line = this.#lineOf(code.trim().toUpperCase());
    if (line) this.#letIn.left(line.digest);
  }

  /**
   * What may be kept of a scan: of a badge of another conference, only that it is one; and nothing,
   * while this kiosk has not heard which conference it stands at.
   * @template {{code: string}} Scan
   * @param {Scan} scan
   * @returns {Scan | null}
   */
  keepable(scan) {
    if (scan.code.length === LENGTH && this.#conference === null) return null;
    return this.#isForeign(scan.code) ? { ...scan, code: withoutSecret(scan.code) } : scan;
  }

  #lineOf(/** @type {string} */ code) {
    return this.#copy ? this.#lines.get(digestOf(this.#copy.salt, code)) : undefined;
  }

  #isForeign(/** @type {string} */ code) {
    return code.length === LENGTH && this.#conference !== null && conferenceOf(code) !== this.#conference;
  }

  #take(/** @type {Copy} */ copy, /** @type {number} */ checkedAt) {
    this.#checkedAt = checkedAt;
    if (copy === this.#copy) return;
    this.#copy = copy;
    this.#conference = copy.conference;
    this.#lines = new Map([...copy.people, ...copy.void].flatMap((line) => [
      [line.digest, line], ...(line.number ? [/** @type {[string, Line]} */ ([line.number, line])] : []),
    ]));
  }
}

/** The digest by which the roster knows a code or a badge number. */
export function digestOf(/** @type {string} */ salt, /** @type {string} */ text) {
  const bytes = (salt.match(/../g) ?? []).map((pair) => parseInt(pair, 16));
  return sha256(Uint8Array.from([...bytes, ...new TextEncoder().encode(text)])).slice(0, DIGEST_DIGITS);
}

/** Asks the server for the roster, unless `since` is still the newest. */
export const fromServer = (/** @type {() => string | null} */ token) =>
  async (/** @type {string | null} */ since) => {
    const bearer = token();
    try {
      const answer = await fetch(`/api/v1/roster?since=${since ?? ''}`, {
        headers: bearer ? { Authorization: `Bearer ${bearer}` } : {},
      });
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  };
