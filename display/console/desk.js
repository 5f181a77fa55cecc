// The operator's desk: the newest view, what may be done with it, and the commands on their way.
import { signal } from '@preact/signals';
import { t } from '../shared/text.js';
import { holdsControl, maySteer, spoken, whyNot } from './gate.js';
import { Look } from './look.js';
import { OneStep } from './one-step.js';
import { Reasons } from './reasons.js';
import { unsent } from './words.js';

/** Commands that move the walk: they say which agenda their sender saw. */
const SEES_AGENDA = new Set([
  'open_reception', 'start', 'next', 'back', 'go_to', 'skip', 'move', 'insert', 'edit_item',
  'place_introduction', 'release_introduction', 'skip_introduction', 'group_introductions', 'join_introduction',
  'introduce_alone', 'introduce_next', 'pause', 'resume', 'undo', 'close', 'speech_next', 'speech_defer', 'speech_insert',
]);

const STEPS = ['next', 'back', 'undo', 'speech_next'];

/** @typedef {(name: string, args: object, expects?: number) => Promise<any>} Send */

export class Desk {
  view = signal(/** @type {import('./types.js').View | null} */ (null));
  line = signal(/** @type {import('./types.js').LineState} */ ('live'));
  lostAt = signal(0);
  now = signal(Date.now());
  session = signal(/** @type {import('./types.js').Session | null} */ (null));
  waiting = signal(/** @type {Set<string>} */ (new Set()));
  remark = signal(/** @type {import('./types.js').Remark | null} */ (null));
  question = signal(/** @type {import('./types.js').Question | null} */ (null));
  turnedAway = signal(/** @type {string | null} */ (null));
  helping = signal(false);
  saving = signal(false);
  calling = signal(false);
  unsent = signal(/** @type {string[]} */ ([]));
  steps = new OneStep();
  look = new Look();
  reasons;
  #send;

  /** @param {Send} send @param {Reasons} reasons */
  constructor(send, reasons = new Reasons()) {
    this.#send = send;
    this.reasons = reasons;
  }

  /**
   * The view, for what is drawn only once there is one.
   * @returns {any}
   */
  get seen() {
    return this.view.value;
  }

  /** Why `command` can't be given now (with `args`, where they are known already), or null. */
  why(/** @type {string} */ command, /** @type {object | undefined} */ args = undefined) {
    const told = this.#told(command, args);
    return whyNot(this.#place, command) ?? (told?.lifted_by ? null : spoken(told));
  }

  /** What a reason lifts: the sentence that stands against `command`, or null. */
  lifted(/** @type {string} */ command, /** @type {object | undefined} */ args = undefined) {
    const told = this.#told(command, args) ?? this.seen?.moves?.[command];
    return told?.lifted_by ? spoken(told) : null;
  }

  /** The day has moved on: what was asked of the server is asked again. */
  renew() {
    this.reasons.refresh();
    this.look.refresh();
  }

  /** Does this page hold control? */
  get mine() {
    return holdsControl(this.#place);
  }

  /** May this page steer: does it hold control, or nobody? */
  get steers() {
    return maySteer(this.#place);
  }

  /** Give a command; what is refused is said near its button. */
  async act(/** @type {string} */ command, /** @type {object} */ args = {}, near = buttonOf(command)) {
    const why = this.why(command);
    if (why) return this.say(why, near);
    const answer = await this.give(command, args);
    if (answer.code) this.refused(answer, near);
    return answer;
  }

  /** Give a command and hand back its acknowledgement, refused or not. */
  async give(/** @type {string} */ command, /** @type {object} */ args = {}) {
    this.remark.value = null;
    this.unsent.value = [];
    this.#wait(command, true);
    try {
      const answer = await this.#send(command, args, this.#expects(command));
      return answer.code === 'unsent' ? this.#givenUp(command) : answer;
    } catch {
      return { code: 'failed', message: t('console.move.failed') };
    } finally {
      this.#wait(command, false);
    }
  }

  /** One step of the walk: a held key, a double press or a step still on its way is not another. */
  step(/** @type {string} */ command, repeated = false) {
    const busy = STEPS.some((name) => this.waiting.value.has(name));
    if (!this.why(command) && !this.steps.allows(repeated || busy)) return;
    this.look.away();
    this.act(command);
  }

  /** Put a question to the operator. */
  ask(/** @type {import('./types.js').Question} */ question) {
    this.question.value = question;
  }

  /** Say one calm sentence by the element that `near` selects. */
  say(/** @type {string} */ text, /** @type {string} */ near, soft = false) {
    this.remark.value = { text, near, soft };
  }

  get #place() {
    return { view: this.view.value, line: this.line.value, session: this.session.value };
  }

  #told(/** @type {string} */ command, /** @type {object | undefined} */ args) {
    return args && this.reasons.of(command, args);
  }

  #expects(/** @type {string} */ command) {
    return SEES_AGENDA.has(command) ? this.view.value?.agenda_version : undefined;
  }

  /** Say near the button why a command was refused; a stale one is only a hint. */
  refused(/** @type {any} */ answer, /** @type {string} */ near) {
    const stale = answer.code === 'stale';
    this.say(stale ? t('console.move.stale') : (spoken(answer) ?? answer.code), near, stale);
  }

  // No answer came before the line was lost: it is not sent again, and the band says so until the next command.
  #givenUp(/** @type {string} */ command) {
    this.unsent.value = [...this.unsent.value, command];
    return { code: 'unsent', message: unsent([command]) };
  }

  #wait(/** @type {string} */ command, /** @type {boolean} */ on) {
    const waiting = new Set(this.waiting.value);
    waiting[on ? 'add' : 'delete'](command);
    this.waiting.value = waiting;
  }
}

const buttonOf = (/** @type {string} */ command) => `[data-command="${command}"]`;
