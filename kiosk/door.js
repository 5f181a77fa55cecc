// From a scan to a screen and back to idle: one scan is on the screen, and a new one goes first.
import { News } from './foreign.js';
import { Repeats } from './repeats.js';
import { NO_ANSWER, NOT_RECOGNISED, screenOf } from './verdict.js';

const SPINNER_MS = 250;
const NO_ANSWER_MS = 3_000;
const READING_MS = 3_000;
const FOREIGN_STILL_THERE_MS = 5_000;

/**
 * @typedef {import('./verdict.js').Screen} Screen
 * @typedef {import('./verdict.js').Answer} Answer
 * @typedef {import('./repeats.js').Source} Source
 * @typedef {import('./ask.js').CheckIn} CheckIn
 * @typedef {{name?: string, salutation?: string}} Person
 * @typedef {{state: 'idle' | 'reading' | 'checking' | 'verdict', screen?: Screen, slow?: boolean,
 *   person?: Person | null, turn: number}} Scene `person`: whose badge is being checked, where that is known
 * @typedef {object} Parts
 * @property {(scan: CheckIn) => Promise<Answer | null>} ask
 * @property {(kind: string) => unknown} tell that something was shown which is no code of ours
 * @property {(code: string) => Person | null} known whose badge that is, as this kiosk has it
 * @property {(code: string) => CheckIn} newScan
 * @property {() => import('./verdict.js').Words} words
 * @property {(scene: Scene) => void} show
 * @property {(sound: string) => void} play
 */

export class Door {
  #parts;
  #repeats = new Repeats();
  #news = new News();
  /** @type {Map<string, CheckIn>} scans the server may have, whose answer never came */
  #unanswered = new Map();
  /** @type {Set<ReturnType<typeof setTimeout>>} */
  #timers = new Set();
  /** @type {Scene['state']} */
  #state = 'idle';
  #turn = 0;
  #foreignAt = -Infinity;

  constructor(/** @type {Parts} */ parts) {
    this.#parts = parts;
  }

  /** Back to the invitation. */
  idle() {
    this.#turn += 1;
    this.#show({ state: 'idle' });
  }

  /** A scanner has begun to type; a verdict stays up until the scan is whole. */
  reading() {
    if (this.#state !== 'idle') return;
    this.#show({ state: 'reading' });
    this.#after(READING_MS, () => this.idle());
  }

  /** A code of ours, or a badge number from the keypad, has arrived. */
  async scanned(/** @type {string} */ code, /** @type {Source} */ source) {
    const scan = this.#parts.newScan(code);
    const known = this.#repeats.look(code, wayOf(scan), source, performance.now());
    if (known === 'ignore') return this.#endReading();
    this.#turn += 1;
    this.#news.readWell();
    if (known !== 'new') return this.#present({ ...known, sound: null });
    await this.#check(scan, this.#turn, source);
  }

  /** Something was read that is no code of ours; of what it said only the kind is known. */
  foreign(/** @type {string} */ kind, /** @type {Source} */ source) {
    const now = performance.now();
    const sinceLast = now - this.#foreignAt;
    if (source === 'camera') this.#foreignAt = now;
    if (source === 'camera' && sinceLast < FOREIGN_STILL_THERE_MS) return;
    if (this.#news.isNews(kind, now)) this.#parts.tell(kind);
    this.notRecognised();
  }

  /** What was read or typed is nothing that could be asked about. */
  notRecognised() {
    this.#turn += 1;
    this.#present(screenOf(NOT_RECOGNISED, this.#parts.words()));
  }

  async #check(/** @type {CheckIn} */ fresh, /** @type {number} */ turn, /** @type {Source} */ source) {
    const scan = this.#unanswered.get(keyOf(fresh)) ?? fresh;
    this.#unanswered.set(keyOf(scan), scan);
    const person = this.#parts.known(scan.code);
    this.#show({ state: 'checking', person });
    this.#after(SPINNER_MS, () => this.#tell({ state: 'checking', person, slow: true }));
    this.#after(NO_ANSWER_MS, () => this.#giveUp());
    const answer = await this.#parts.ask(scan);
    if (answer) this.#answered(scan, source === 'keypad' ? asDialled(answer) : answer, turn);
    else this.#unansweredYet(scan, turn);
  }

  #answered(/** @type {CheckIn} */ scan, /** @type {Answer} */ answer, /** @type {number} */ turn) {
    const screen = screenOf(answer, this.#parts.words());
    this.#unanswered.delete(keyOf(scan));
    this.#repeats.answered(scan.code, wayOf(scan), screen, performance.now());
    if (turn === this.#turn) this.#present(screen);
  }

  #unansweredYet(/** @type {CheckIn} */ scan, /** @type {number} */ turn) {
    this.#repeats.forget(scan.code, wayOf(scan));
    if (turn === this.#turn && this.#state === 'checking') this.#giveUp();
  }

  // The turn stays: an answer that comes while this is up takes its place.
  #giveUp() {
    this.#present(screenOf(NO_ANSWER, this.#parts.words()));
  }

  #endReading() {
    if (this.#state === 'reading') this.idle();
  }

  #present(/** @type {Screen} */ screen) {
    this.#show({ state: 'verdict', screen });
    if (screen.sound) this.#parts.play(screen.sound);
    this.#after(screen.seconds * 1_000, () => this.idle());
  }

  #show(/** @type {Omit<Scene, 'turn'>} */ scene) {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#state = scene.state;
    this.#tell(scene);
  }

  #tell(/** @type {Omit<Scene, 'turn'>} */ scene) {
    this.#parts.show({ ...scene, turn: this.#turn });
  }

  #after(/** @type {number} */ ms, /** @type {() => void} */ then) {
    this.#timers.add(setTimeout(then, ms));
  }
}

// Of a number that is nobody's the guest hears as of a number; what a kiosk has noted down stays noted.
const asDialled = (/** @type {Answer} */ answer) =>
  (answer.verdict === 'unknown' && !answer.offline ? { ...answer, verdict: 'misdialled' } : answer);

const wayOf = (/** @type {CheckIn} */ { direction }) => (direction === 'out' ? 'out' : 'in');

const keyOf = (/** @type {CheckIn} */ scan) => `${wayOf(scan)} ${scan.code}`;
