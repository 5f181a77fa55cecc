// Commands on their way: each keeps its id until the server has answered, however often it is sent.
import { newId } from './id.js';

/** @typedef {{id: string, command: string, args: object, expects?: number}} Command */
/** @typedef {(command: Command, answered: (answer: any) => void) => void} Send */

export class Commands {
  /** @type {Map<string, {command: Command, resolve: (answer: any) => void}>} */
  #waiting = new Map();
  #send;

  /** @param {Send} send */
  constructor(send) {
    this.#send = send;
  }

  /**
   * Send one command; resolves to its acknowledgement.
   * @param {string} name
   * @param {object} [args]
   * @param {number} [expects] the agenda version the person saw
   * @returns {Promise<any>}
   */
  give(name, args = {}, expects) {
    const command = { id: newId(), command: name, args, ...(expects === undefined ? {} : { expects }) };
    return new Promise((resolve) => {
      this.#waiting.set(command.id, { command, resolve });
      this.#post(command);
    });
  }

  /** Send again, in order, everything that has no answer yet. */
  resend() {
    for (const { command } of this.#waiting.values()) this.#post(command);
  }

  /** Is that command still to be answered? */
  awaits(/** @type {string} */ id) {
    return this.#waiting.has(id);
  }

  /** Give up on every command under way: what was right when it was pressed must not come minutes late. */
  forget() {
    for (const id of this.#waiting.keys()) this.#answered(id, { code: 'unsent' });
  }

  #post(/** @type {Command} */ command) {
    this.#send(command, (answer) => this.#answered(command.id, answer));
  }

  #answered(/** @type {string} */ id, /** @type {any} */ answer) {
    this.#waiting.get(id)?.resolve(answer);
    this.#waiting.delete(id);
  }
}
