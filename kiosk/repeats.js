// The same badge again and again: a camera that keeps seeing it, or a person who is not sure.

const STILL_THERE_MS = { camera: 5_000, scanner: 2_500, keypad: 0 };
const ECHO_MS = 10_000;
// These depend on the hour, not on the badge: the next scan may well be answered otherwise.
const PASSING = new Set(['not_open', 'closed']);

/**
 * @typedef {import('./verdict.js').Screen} Screen
 * @typedef {keyof typeof STILL_THERE_MS} Source
 * @typedef {{seenAt: number, answeredAt: number, screen: Screen | null}} Sighting
 */

/** What this kiosk has seen within the last seconds, by code; kept in memory alone. */
export class Repeats {
  /** @type {Map<string, Sighting>} */
  #seen = new Map();

  /**
   * Whether `code` is new here, to be ignored, or to be answered with its first screen.
   * @returns {'new' | 'ignore' | Screen}
   */
  look(/** @type {string} */ code, /** @type {Source} */ source, /** @type {number} */ now) {
    this.#forgetOld(now);
    const last = this.#seen.get(code);
    this.#seen.set(code, { screen: null, answeredAt: now, ...last, seenAt: now });
    if (!last) return 'new';
    if (!last.screen || now - last.seenAt < STILL_THERE_MS[source]) return 'ignore';
    return now - last.answeredAt < ECHO_MS ? last.screen : 'new';
  }

  /** `code` has been answered with `screen`. */
  answered(/** @type {string} */ code, /** @type {Screen} */ screen, /** @type {number} */ now) {
    if (PASSING.has(screen.verdict)) this.forget(code);
    else this.#seen.set(code, { seenAt: now, answeredAt: now, screen });
  }

  /** `code` got no answer: its next scan is as good as the first. */
  forget(/** @type {string} */ code) {
    this.#seen.delete(code);
  }

  #forgetOld(/** @type {number} */ now) {
    for (const [code, { seenAt, answeredAt }] of this.#seen) {
      if (now - Math.max(seenAt, answeredAt) >= ECHO_MS) this.#seen.delete(code);
    }
  }
}
