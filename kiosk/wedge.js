// Listens to the keyboard wherever the cursor is, and hands on what a scanner has typed, or a hand.
import { endComposing, fieldIn, remember } from './field.js';
import { characterOf, GAP_MS, isByMachine, isEnd, press, QUIET, settle } from './scanner.js';

const MENDING = new Set(['Backspace', 'Escape']);
// In a field a person types as well, with an input method's quick repeats: only so many keys, so fast, are a machine's.
const MACHINE = { keys: 12, meanMs: 40, gapMs: 60 };
const SECOND_END_MS = 250; // some scanners end a scan twice, with a carriage return and a line feed

/**
 * @typedef {import('./scanner.js').Scan} Scan
 * @typedef {{field: import('./field.js').Field | null, putBack: () => void, at: number, keys: number}} Run
 *   keys that came together: where they went, what stood there before, since when and how many
 */

/**
 * The scanner at the keyboard; `onScan` gets each scan, `onReading` hears that one has begun. `onTyped` gets,
 * one by one, the keys of a hand that go into no field: characters, Enter, Backspace, Escape.
 */
export class Wedge {
  /** @type {import('./scanner.js').Burst} */
  #burst = QUIET;
  /** @type {Run} */
  #run = { field: null, putBack: () => {}, at: 0, keys: 0 };
  #isComposing = false;
  #scannedAt = -Infinity;
  #timer = 0;
  #typed = '';
  #onScan;
  #onReading;
  #onTyped;
  #listen = (/** @type {KeyboardEvent} */ event) => this.#key(event);

  /** @param {{onScan: (scan: Scan) => void, onReading?: () => void, onTyped?: (key: string) => void}} to */
  constructor({ onScan, onReading = () => {}, onTyped = () => {} }) {
    this.#onScan = onScan;
    this.#onReading = onReading;
    this.#onTyped = onTyped;
  }

  start() {
    document.addEventListener('keydown', this.#listen, true);
  }

  stop() {
    document.removeEventListener('keydown', this.#listen, true);
    clearTimeout(this.#timer);
  }

  #key(/** @type {KeyboardEvent} */ event) {
    const at = event.timeStamp;
    this.#settle(at);
    if (isEnd(event)) this.#end(event);
    else if (MENDING.has(event.key)) this.#mend(event);
    else this.#take(event, at);
    this.#wait();
  }

  #take(/** @type {KeyboardEvent} */ event, /** @type {number} */ at) {
    const { fast, keys, isMachine } = this.#burst;
    this.#follow(event.target, at);
    this.#isComposing = event.isComposing;
    [this.#burst] = press(this.#burst, event, at);
    if (this.#burst.fast > fast) this.#run.keys += 1;
    if (this.#run.field || this.#burst.isMachine) this.#typed = '';
    else if (this.#burst.keys > keys) this.#typed += characterOf(event);
    if (!this.#run.field && this.#burst.isMachine && !isMachine) this.#onReading();
  }

  #mend(/** @type {KeyboardEvent} */ { key, target }) {
    if (fieldIn(target)) return;
    this.#handOver();
    this.#onTyped(key);
  }

  /** What a hand has typed and nobody has been told yet. */
  #handOver() {
    const typed = this.#typed;
    this.#typed = '';
    if (!isByMachine(this.#burst)) [...typed].forEach(this.#onTyped);
  }

  // A scanner's Enter must neither send the form it typed into, nor press the button touched last.
  #end(/** @type {KeyboardEvent} */ event) {
    const at = event.timeStamp;
    const { fast } = this.#burst;
    const [burst, scan] = press(this.#burst, event, at);
    const meant = scan && this.#isMeant(scan, at - this.#burst.at) ? scan : null;
    const isSwallowed = meant !== null || at - this.#scannedAt <= SECOND_END_MS;
    const field = fieldIn(event.target);
    if (isSwallowed && field) event.stopImmediatePropagation();
    if (isSwallowed || (fast > 0 && !field)) event.preventDefault();
    if (!isSwallowed && !field) this.#handOver();
    this.#burst = burst;
    if (meant) this.#scanned(meant, at);
    if (!isSwallowed && !field && isEnter(event) && (fast > 0 || !isOnButton(event))) this.#onTyped('Enter');
  }

  /** Remember what stood in the field before this run of keys, if it is a new one. */
  #follow(/** @type {EventTarget | null} */ target, /** @type {number} */ at) {
    const field = fieldIn(target);
    const { digits, fast, at: last } = this.#burst;
    const goesOn = fast > 0 && (digits !== '' || at - last <= MACHINE.gapMs);
    if (goesOn && field === this.#run.field) return;
    this.#run = { field, putBack: field ? remember(field) : () => {}, at, keys: 0 };
  }

  /** Whether `scan` is one: in a field, what is no code of ours may be a person's typing. */
  #isMeant(/** @type {Scan} */ scan, /** @type {number} */ silenceMs) {
    const { field, keys, at } = this.#run;
    if (!field || scan.kind === 'code') return true;
    const meanMs = (this.#burst.at - at) / keys;
    return keys >= MACHINE.keys && meanMs <= MACHINE.meanMs && silenceMs <= MACHINE.gapMs;
  }

  #wait() {
    clearTimeout(this.#timer);
    if (this.#burst.fast > 0) this.#timer = window.setTimeout(() => this.#silence(), GAP_MS + 1);
  }

  #silence() {
    this.#settle(performance.now());
    this.#wait();
  }

  #settle(/** @type {number} */ at) {
    const [burst, scan] = settle(this.#burst, at);
    const meant = scan && this.#isMeant(scan, at - this.#burst.at) ? scan : null;
    // The scrap of a scan may go on after a while: it is nobody's typing before the burst is over, nor then.
    if (!meant && at - this.#burst.at > GAP_MS && !isByMachine(this.#burst)) this.#handOver();
    this.#burst = burst;
    if (meant) this.#scanned(meant, at);
  }

  #scanned(/** @type {Scan} */ scan, /** @type {number} */ at) {
    const { field, putBack } = this.#run;
    if (field && this.#isComposing) endComposing(field);
    putBack();
    this.#typed = '';
    this.#scannedAt = at;
    this.#onScan(scan);
  }
}

const isEnter = (/** @type {KeyboardEvent} */ { key }) => key === 'Enter';

// A button that has the focus is pressed by Enter itself.
const isOnButton = (/** @type {KeyboardEvent} */ { target }) => target instanceof HTMLButtonElement;
