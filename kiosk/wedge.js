// Listens to the keyboard while no field is focused, and hands on what a scanner has typed.
import { GAP_MS, isEnd, press, QUIET, settle } from './scanner.js';

const READING_KEYS = 3;
const FIELDS = 'input, textarea, select, [contenteditable]';

/** The scanner at the keyboard; `onScan` gets each scan, `onReading` hears that one has begun. */
export class Wedge {
  /** @type {import('./scanner.js').Burst} */
  #burst = QUIET;
  #timer = 0;
  #onScan;
  #onReading;
  #listen = (/** @type {KeyboardEvent} */ event) => this.#key(event);

  /** @param {{onScan: (scan: import('./scanner.js').Scan) => void, onReading?: () => void}} to */
  constructor({ onScan, onReading = () => {} }) {
    this.#onScan = onScan;
    this.#onReading = onReading;
  }

  start() {
    document.addEventListener('keydown', this.#listen, true);
  }

  stop() {
    document.removeEventListener('keydown', this.#listen, true);
    clearTimeout(this.#timer);
  }

  #key(/** @type {KeyboardEvent} */ event) {
    if (event.target instanceof Element && event.target.matches(FIELDS)) return;
    // A scanner's Enter must not press whichever button was touched last.
    const { fast } = this.#burst;
    if (isEnd(event) && fast > 0) event.preventDefault();
    this.#heard(press(this.#burst, event, event.timeStamp));
    if (fast < READING_KEYS && this.#burst.fast >= READING_KEYS) this.#onReading();
    this.#wait();
  }

  #wait() {
    clearTimeout(this.#timer);
    if (this.#burst.fast > 0) this.#timer = window.setTimeout(() => this.#silence(), GAP_MS + 1);
  }

  #silence() {
    this.#heard(settle(this.#burst, performance.now()));
    this.#wait();
  }

  #heard(/** @type {ReturnType<typeof settle>} */ [burst, scan]) {
    this.#burst = burst;
    if (scan) this.#onScan(scan);
  }
}
