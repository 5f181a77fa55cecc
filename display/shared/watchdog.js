// Silence on the line: asks after 3.5 s, hangs up and says "lost" after 5 s, long before TCP notices.

const ASK_AFTER = 3_500; // ms of silence
const LATE_AFTER = 4_500; // ms of silence: the question above was not answered either
const LOST_AFTER = 5_000; // ms of silence
const LOOK_EVERY = 500; // ms

/** @typedef {'live' | 'late' | 'lost'} LineState */
/** @typedef {{connected: () => boolean, ask: () => void, hangUp: () => void,
 *   onState: (state: LineState) => void, now?: () => number}} Line */

export class Watchdog {
  #line;
  #now;
  #heardAt;
  /** @type {LineState | null} */
  #told = null;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer;

  /** @param {Line} line */
  constructor(line) {
    this.#line = line;
    this.#now = line.now ?? (() => performance.now());
    this.#heardAt = this.#now();
  }

  start() {
    this.#timer = setInterval(() => this.look(), LOOK_EVERY);
  }

  stop() {
    clearInterval(this.#timer);
  }

  /** Anything at all arrived. */
  heard() {
    this.#heardAt = this.#now();
    this.#tell();
  }

  /** Judge the silence so far. */
  look() {
    const silence = this.#now() - this.#heardAt;
    if (this.#line.connected() && silence >= LOST_AFTER) this.#line.hangUp();
    else if (this.#line.connected() && silence >= ASK_AFTER) this.#line.ask();
    this.#tell();
  }

  #tell() {
    const state = this.#state(this.#now() - this.#heardAt);
    if (state === this.#told) return;
    this.#told = state;
    this.#line.onState(state);
  }

  /** @returns {LineState} */
  #state(/** @type {number} */ silence) {
    if (silence >= LOST_AFTER) return 'lost';
    return this.#line.connected() && silence < LATE_AFTER ? 'live' : 'late';
  }
}
