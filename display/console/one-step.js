// One press, one step: a held key and a second press within a blink do not count.

const BLINK = 300; // ms

export class OneStep {
  #last = -Infinity;
  #clock;

  /** @param {() => number} clock monotonic milliseconds */
  constructor(clock = () => performance.now()) {
    this.#clock = clock;
  }

  /** May a step be taken now? `held` is true for a repeated key or while a step is on its way. */
  allows(/** @type {boolean} */ held) {
    const now = this.#clock();
    if (held || now - this.#last < BLINK) return false;
    this.#last = now;
    return true;
  }
}
