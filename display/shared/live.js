// The live connection: one socket, the newest view, commands that arrive once, the server's clock.
import { io } from 'socket.io-client';
import { Commands } from './commands.js';
import { ServerClock } from './server-clock.js';
import { Watchdog } from './watchdog.js';

const ANSWER_WITHIN = 4_000; // ms
const TRY_AGAIN = 2_000; // ms after a refusal, and the cap of the back-off
const SAMPLES = 20; // questions to the server's clock on connecting
const SAMPLE_EVERY = 20; // ms between them
const RESAMPLE_EVERY = 2_000; // ms
const LINE = {
  transports: ['websocket'],
  timeout: ANSWER_WITHIN,
  reconnectionDelay: 250,
  reconnectionDelayMax: TRY_AGAIN,
  forceNew: true,
};

/** @typedef {Record<string, any> & {version: number, journal: string}} View */
/**
 * @typedef {object} Connection
 * @property {(name: string, args?: object, expects?: number) => Promise<any>} command
 *   resolves to the acknowledgement, however long the server is away
 * @property {(event: string, payload?: object) => Promise<any>} emit
 *   resolves to the acknowledgement, or to null when none came
 * @property {() => void} forget gives up on the commands under way
 * @property {ServerClock} clock
 * @property {() => void} close
 */

/** Is `incoming` to be shown after `shown`? Another journal is another conference: take it. */
export function isNewer(/** @type {View | null} */ shown, /** @type {View} */ incoming) {
  return !shown || incoming.journal !== shown.journal || incoming.version >= shown.version;
}

/**
 * Connect and never give up.
 * @param {Options} options
 * @returns {Connection}
 */
export function connect(options) {
  return new Live(options);
}

/**
 * @typedef {object} Options
 * @property {string} as the audience
 * @property {string | undefined} [screen]
 * @property {string | null | undefined} [token] a paired device's
 * @property {(view: View) => void} onView
 * @property {(state: 'live' | 'late' | 'lost') => void} [onState]
 * @property {() => void} [onArrive] the line stands, for the first time or again
 * @property {(refusal: {code?: string, message?: string}) => void} [onRefused]
 */

class Live {
  clock = new ServerClock();
  #socket;
  #commands = new Commands((command, answered) => this.#post(command, answered));
  #watchdog;
  #options;
  /** @type {View | null} */
  #shown = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #retry;
  /** @type {ReturnType<typeof setInterval>} */
  #sampling;

  constructor(/** @type {Options} */ options) {
    const { as, screen, token, onState = () => {} } = options;
    this.#options = options;
    this.#socket = io({ ...LINE, auth: { as, ...(screen && { screen }), ...(token && { token }) } });
    this.#watchdog = new Watchdog({
      connected: () => this.#socket.connected,
      ask: () => this.#sample(),
      hangUp: () => this.#socket.io.engine?.close(),
      onState,
    });
    this.#listen();
    this.#watchdog.start();
    this.#sampling = setInterval(() => this.#sample(), RESAMPLE_EVERY);
  }

  /** @type {Connection['command']} */
  command(name, args, expects) {
    return this.#commands.give(name, args, expects);
  }

  /** @type {Connection['forget']} */
  forget() {
    this.#commands.forget();
  }

  /** @type {Connection['emit']} */
  emit(event, payload) {
    if (!this.#socket.connected) return Promise.resolve(null);
    const words = payload === undefined ? [] : [payload];
    return this.#socket
      .timeout(ANSWER_WITHIN)
      .emitWithAck(event, ...words)
      .catch(() => null);
  }

  close() {
    clearTimeout(this.#retry);
    clearInterval(this.#sampling);
    this.#watchdog.stop();
    this.#socket.disconnect();
  }

  #listen() {
    const manager = this.#socket.io;
    manager.on('open', () => manager.engine.on('packet', () => this.#watchdog.heard()));
    this.#socket.on('connect', () => this.#arrive());
    this.#socket.on('disconnect', () => this.#watchdog.look());
    this.#socket.on('connect_error', (/** @type {any} */ error) => this.#refused(error));
    this.#socket.on('view', (/** @type {View} */ view) => this.#see(view));
  }

  #arrive() {
    this.#watchdog.heard();
    this.clock.renew();
    for (let n = 0; n < SAMPLES; n += 1) setTimeout(() => this.#sample(), n * SAMPLE_EVERY);
    this.#commands.resend();
    this.#options.onArrive?.();
  }

  // The library retries by itself when the line failed, but not when the server said no.
  #refused(/** @type {Error & {data?: {code?: string, message?: string}}} */ error) {
    if (this.#socket.active) return;
    this.#options.onRefused?.(error.data ?? { message: error.message });
    this.#retry = setTimeout(() => this.#socket.connect(), TRY_AGAIN);
  }

  #see(/** @type {View} */ view) {
    if (!isNewer(this.#shown, view)) return;
    this.#shown = view;
    this.clock.hear(Date.parse(view.at));
    this.#options.onView(view);
  }

  async #sample() {
    const sent = performance.now();
    const server = await this.emit('clock');
    if (typeof server === 'number') this.clock.learn(sent, server);
  }

  /** @type {import('./commands.js').Send} */
  #post(command, answered) {
    if (!this.#socket.connected) return;
    if (!this.#commands.awaits(command.id)) return;
    const settle = (/** @type {Error | null} */ late, /** @type {any} */ answer) =>
      late ? this.#post(command, answered) : answered(answer);
    this.#socket.timeout(ANSWER_WITHIN).emit('command', command, settle);
  }
}
