// What the reception desk knows and does: the view, the search, the person chosen, the commands.
import { computed, signal } from '@preact/signals';
import { localTime } from '../../display/shared/clock.js';
import { language, t } from '../../display/shared/text.js';
import { whereOf } from '../verdict.js';
import { Search } from './search.js';

const PAPER = 'paper_list';

/**
 * @typedef {import('./search.js').Person} Person
 * @typedef {import('../ask.js').CheckIn} CheckIn
 * @typedef {import('../verdict.js').Answer} Answer
 * @typedef {{code: string, message: string, message_en?: string}} Refusal
 * @typedef {{kind: 'done' | 'refused' | 'scan', text: string, hint?: string, verdict?: string}} Remark
 * @typedef {object} Parts
 * @property {import('./search.js').Find} find
 * @property {(name: string, args: object) => Promise<any>} command
 * @property {(code: string) => Promise<Answer | null>} scan
 * @property {(device: import('./gate.js').Approval) => Promise<string>} letIn resolves to why not, or to nothing
 * @property {(code: string) => Promise<string>} dismiss resolves to why not, or to nothing
 * @property {import('./kiosks.js').Locking} lock
 * @property {import('./kiosks.js').Placing} place
 * @property {import('./labels.js').Printing} printing
 * @property {() => boolean} hasKeys whether a field may take the keys: on a phone it would cover the page
 * @property {() => number} now
 */

const NEWCOMERS = new Set(['register', 'substitute']);

export class Desk {
  view = signal(/** @type {Record<string, any> | null} */ (null));
  link = signal(/** @type {'live' | 'late' | 'lost'} */ ('late'));
  people = signal(/** @type {Person[] | null} */ ([]));
  words = signal('');
  cursor = signal(0);
  chosen = signal(/** @type {Person | null} */ (null));
  registering = signal(false);
  /** Whose duties are being asked about: a person just substituted, or one chosen from the list. */
  asking = signal(/** @type {string | null} */ (null));
  questions = computed(() => this.duties.filter(({ person }) => person === this.asking.value));
  remark = signal(/** @type {Remark | null} */ (null));
  sending = signal(false);
  /** The paper list being entered: its method and hour stand in every form until it is done. */
  paper = signal(/** @type {Record<string, string> | null} */ (null));
  time = computed(() => this.view.value?.['conference'].time_zone ?? 'UTC');
  /** How often somebody was chosen; choosing the same person again opens what comes next for them. */
  turn = signal(0);
  #wantsKeys = false;
  #asked = 0; // whoever is still being asked about when somebody else is, is not any more
  #parts;
  #search;

  constructor(/** @type {Parts} */ parts) {
    this.#parts = parts;
    this.#search = new Search({ find: parts.find, onFound: (people) => this.#found(people) });
  }

  /** The print room. */
  get printing() {
    return this.#parts.printing;
  }

  /** Every duty that waits for an answer. */
  get duties() {
    return /** @type {import('./questions.js').Question[]} */ (this.view.value?.['duties'] ?? []);
  }

  /** The server's milliseconds now. */
  now() {
    return this.#parts.now();
  }

  /** An instant as the clock on the wall shows it. */
  timeOf(/** @type {string | number} */ when) {
    return localTime(when, this.time.value);
  }

  /** A newer view: whoever is listed or chosen may have come in since. */
  seen(/** @type {Record<string, any>} */ view) {
    const before = this.view.peek()?.['version'];
    this.view.value = view;
    if (before !== undefined && before !== view['version']) this.refresh();
  }

  /** The words in the search box. */
  type(/** @type {string} */ words) {
    this.words.value = words;
    this.cursor.value = 0;
    this.remark.value = null;
    this.#search.type(words);
  }

  /** The newest answer to the words in the box, asked for at once. */
  searchNow() {
    return this.#search.now();
  }

  /** What this desk may do with kiosks: let one in, move it, lock it; each resolves to why not, or to nothing. */
  get kiosks() {
    const { letIn, dismiss, place, lock } = this.#parts;
    return { letIn, dismiss, place, lock };
  }

  /** Move the cursor of the results by one line. */
  move(/** @type {number} */ lines) {
    const last = Math.max(0, (this.people.value?.length ?? 0) - 1);
    this.cursor.value = Math.min(last, Math.max(0, this.cursor.value + lines));
  }

  /** Choose a person to act for. */
  choose(/** @type {Person | null} */ person) {
    this.#asked += 1;
    this.registering.value = false;
    this.asking.value = null;
    this.chosen.value = person;
    this.turn.value += 1;
    this.wantKeys();
  }

  /** The next form to be drawn takes the keys; one that only changed with the person does not. */
  wantKeys() {
    this.#wantsKeys = this.#parts.hasKeys();
  }

  /** Whether a form that has just been drawn may take the keys. */
  takesKeys() {
    const takes = this.#wantsKeys;
    this.#wantsKeys = false;
    return takes;
  }

  /** Choose by badge number, from a list that knows no more. */
  async chooseById(/** @type {string} */ id) {
    const asked = (this.#asked += 1);
    const people = await this.#parts.find(id);
    if (asked === this.#asked) this.choose(people?.find((person) => person.id === id) ?? null);
  }

  /** A badge was scanned at this desk; whoever was looked for before is so no more. */
  async scan(/** @type {string} */ code) {
    this.type('');
    const asked = (this.#asked += 1);
    const answer = await this.#parts.scan(code);
    if (asked !== this.#asked) return;
    this.remark.value = this.#remarkOn(answer);
    if (answer?.delegate) await this.chooseById(answer.delegate.id);
  }

  /** Something was scanned that is no code of ours. */
  foreign() {
    this.#asked += 1;
    this.remark.value = this.#remarkOn({ verdict: 'unknown' });
  }

  /**
   * Give a command for the person chosen; resolves to the refusal, or to null when it is done.
   * `as` is the name the action goes by, where that is another than the command's.
   * @returns {Promise<Refusal | null>}
   */
  async give(/** @type {string} */ command, /** @type {Record<string, any>} */ args, as = command, facts = {}) {
    this.sending.value = true;
    const answer = await this.#parts.command(command, args);
    this.sending.value = false;
    this.remark.value = answer.code
      ? refused(answer)
      : { ...done(as, { name: this.chosen.value?.name ?? '', ...args, ...facts }), hint: lost(answer) };
    if (answer.code) return answer;
    // Whoever does not come, now or after all: their duties are asked about.
    const gone = command === 'substitute' ? args['person'] : answer['substitute'];
    if (NEWCOMERS.has(command)) this.#lookFor(answer['person']);
    if (gone) this.asking.value = gone;
    await this.refresh();
    return null;
  }

  /** Give a command for somebody in a list; whoever is chosen stays chosen. */
  async tell(/** @type {{id: string, name: string}} */ { id, name }, /** @type {string} */ command, /** @type {object} */ args, as = command) {
    this.sending.value = true;
    const answer = await this.#parts.command(command, { person: id, ...args });
    this.sending.value = false;
    this.remark.value = answer.code ? refused(answer) : done(as, { name, ...args });
  }

  /** Say who takes a duty over; resolves to the sentence why not, or to nothing. */
  async reply(/** @type {import('./questions.js').Question} */ { person, duty, ref, substitute }, /** @type {Record<string, string>} */ how) {
    const answer = await this.#parts.command('answer_duty', { person, duty, ref, ...how });
    if (answer.code) return refused(answer).text;
    const others = this.questions.peek().filter((one) => one.duty !== duty || one.ref !== ref);
    if (!others.length) this.asking.value = null;
    this.remark.value = done('answer_duty', { substitute });
    return '';
  }

  /** People to choose from, by words. */
  find(/** @type {string} */ words) {
    return this.#parts.find(words);
  }

  /** Take, solve or reopen a case. */
  async handle(/** @type {string} */ command, /** @type {string} */ one) {
    const answer = await this.#parts.command(command, { case: one });
    if (answer.code) this.remark.value = refused(answer);
  }

  /** What was typed for a check-in by hand: the next name on the paper list has the same hour. */
  entered(/** @type {Record<string, string>} */ { method = '', came_at: cameAt = '', reason = '' }) {
    this.paper.value = method === PAPER ? { method, came_at: cameAt, reason } : null;
  }

  // Whoever has just been put on the roster is found at once, to be checked in; by number: others may have the name.
  #lookFor(/** @type {string} */ id) {
    this.choose(null);
    this.cursor.value = 0;
    this.words.value = id;
    this.#search.type(id);
  }

  /** Ask again for what is on the page. */
  async refresh() {
    await Promise.all([this.searchNow(), this.#refreshChosen()]);
  }

  async #refreshChosen() {
    const id = this.chosen.value?.id;
    if (!id) return;
    const people = await this.#parts.find(id);
    const fresh = people?.find((person) => person.id === id);
    if (fresh && this.chosen.value?.id === id) this.chosen.value = fresh;
  }

  #found(/** @type {Person[] | null} */ people) {
    this.people.value = people;
    this.move(0);
  }

  /** @returns {Remark} */
  #remarkOn(/** @type {Answer | null} */ answer) {
    const verdict = answer?.verdict ?? 'no_answer';
    const first = answer?.first ?? { at: '', kiosk: '' };
    const words = t(`reception.verdict.${verdict}`, { time: first.at && this.timeOf(first.at), kiosk: whereOf(first) });
    const text = [answer?.delegate?.name, words].filter(Boolean).join(' – ');
    return { kind: 'scan', verdict, text, hint: t(`reception.hint.${verdict}`) };
  }
}

/** @returns {Remark} */
const refused = (/** @type {Refusal} */ { message, message_en: english }) =>
  ({ kind: 'refused', text: (language() === 'en' && english) || message });

/** @returns {Remark} */
const done = (/** @type {string} */ what, /** @type {Record<string, any>} */ facts) =>
  ({ kind: 'done', text: t(`reception.done.${what}`, facts) });

/** Which duties somebody who comes after all has not got back. */
function lost(/** @type {Record<string, any>} */ { not_given_back: duties = [] }) {
  const what = duties.map((/** @type {Record<string, string>} */ { duty, title }) => t(`reception.duty.lost.${duty}`, { title })).join(', ');
  return what && t('reception.duty.lost.title', { what });
}
