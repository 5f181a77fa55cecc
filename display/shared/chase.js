// Chasing another screen's clock: when a film that strays is hurried or held back, and when it is left alone.

const ACT_ABOVE = 25; // ms of drift
const REST_BELOW = 9; // ms
const FARTHEST = 0.06; // of the normal speed
const STRENGTH = 0.8; // of the speed, for each second of drift
const SAMPLES = 15; // frames whose median counts
const ENOUGH = 8;

/** The middle one of some numbers. */
export const median = (/** @type {number[]} */ numbers) =>
  /** @type {number} */ ([...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]);

/** The last frames' origins: the server's time at which each says the film was at its beginning. */
export class Origins {
  /** @type {number[]} */
  #kept = [];

  add(/** @type {number} */ origin) {
    this.#kept = [...this.#kept.slice(1 - SAMPLES), origin];
  }

  clear() {
    this.#kept = [];
  }

  /** Their median in ms, or null while there are too few. */
  get middle() {
    return this.#kept.length < ENOUGH ? null : median(this.#kept);
  }
}

/** The speed to play at, with hysteresis: a film near enough is left alone until it is far again. */
export class Chase {
  #isActing = false;

  /** @param {number} late ms behind the clock that is followed; ahead of it, below zero */
  speed(late) {
    this.#isActing = Math.abs(late) > (this.#isActing ? REST_BELOW : ACT_ABOVE);
    if (!this.#isActing) return 1;
    const change = (STRENGTH * late) / 1000;
    return 1 + Math.max(-FARTHEST, Math.min(FARTHEST, change));
  }
}
