// The same badge again and again: a camera that keeps seeing it, or a person who is not sure.

const STILL_THERE_MS = { camera: 5_000, scanner: 2_500, keypad: 0 };
const ECHO_MS = 10_000;
// These depend on the hour, or on who is registered by now: the next scan may well be answered otherwise.
const PASSING = new Set(['not_open', 'closed', 'misdialled']);

/**
 * @typedef {import('./verdict.js').Screen} Screen
 * @typedef {keyof typeof STILL_THERE_MS} Source
 * @typedef {'in' | 'out'} Way
 * @typedef {{way: Way, seenAt: number, answeredAt: number, screen: Screen | null}} Sighting
 */

/** What this kiosk has seen within the last seconds, by code, and which way it went; kept in memory alone. */
export class Repeats {
  /** @type {Map<string, Sighting>} */
  #seen = new Map();

  /**
   * Whether `code` is new here, to be ignored, or to be answered with its first screen.
   * @returns {'new' | 'ignore' | Screen}
   */
  look(/** @type {string} */ code, /** @type {Way} */ way, /** @type {Source} */ source, /** @type {number} */ now) {
    this.#forgetOld(now);
    const last = this.#seen.get(code);
    if (!last || (last.way !== way && !isStillThere(last, way, source, now))) {
      this.#seen.set(code, { way, screen: null, answeredAt: now, seenAt: now });
      return 'new';
    }
    this.#seen.set(code, { ...last, seenAt: now });
    if (last.way !== way || !last.screen || now - last.seenAt < STILL_THERE_MS[source]) return 'ignore';
    return now - last.answeredAt < ECHO_MS ? last.screen : 'new';
  }

  /** `code` has been answered with `screen`, unless it has gone the other way since. */
  answered(/** @type {string} */ code, /** @type {Way} */ way, /** @type {Screen} */ screen, /** @type {number} */ now) {
    if (this.#seen.get(code)?.way === opposite(way)) return;
    if (PASSING.has(screen.verdict)) this.#seen.delete(code);
    else this.#seen.set(code, { way, seenAt: now, answeredAt: now, screen });
  }

  /** `code` got no answer: its next scan is as good as the first. */
  forget(/** @type {string} */ code, /** @type {Way} */ way) {
    if (this.#seen.get(code)?.way === way) this.#seen.delete(code);
  }

  #forgetOld(/** @type {number} */ now) {
    for (const [code, { seenAt, answeredAt }] of this.#seen) {
      if (now - Math.max(seenAt, answeredAt) >= ECHO_MS) this.#seen.delete(code);
    }
  }
}

const opposite = (/** @type {Way} */ way) => (way === 'out' ? 'in' : 'out');

// Going out is chosen, and counts at once; coming in is what the kiosk turns back to while the badge is still held.
const isStillThere = (
  /** @type {Sighting} */ last, /** @type {Way} */ way, /** @type {Source} */ source, /** @type {number} */ now,
) => way === 'in' && now - last.seenAt < STILL_THERE_MS[source];
