// A person typing at the kiosk's keyboard: a badge number goes into the keypad, anything else is answered kindly.
import { badgeNumber, dial, isWhole } from './dial.js';
import { dialled, keypad, numbers } from './state.js';

const FORGOTTEN_MS = 5_000;
const BETWEEN = /^[-–./ ]$/;

/**
 * @typedef {object} Parts
 * @property {(number: string) => void} onNumber a whole badge number was typed, and Enter
 * @property {() => void} onNothing what was typed is no badge number
 * @property {() => void} onClose closes the keypad, and forgets what was dialled
 */

export class Typing {
  #parts;
  #strange = 0; // keys that belong to no badge number, so that what stands around them is none
  #at = -Infinity;

  constructor(/** @type {Parts} */ parts) {
    this.#parts = parts;
  }

  /** Another key: a character, Enter, Backspace or Escape. */
  press(/** @type {string} */ key, /** @type {number} */ now) {
    if (!keypad.value && now - this.#at > FORGOTTEN_MS) this.forget();
    this.#at = now;
    if (key === 'Enter') this.#enter();
    else if (key === 'Escape') this.#parts.onClose();
    else if (key === 'Backspace') this.#erase();
    else if (!BETWEEN.test(key)) this.#character(key);
  }

  /** What was typed so far counts no more. */
  forget() {
    this.#strange = 0;
  }

  #character(/** @type {string} */ key) {
    const isDigit = /^[0-9]$/.test(key);
    if (!isDigit && !Object.hasOwn(numbers.value, key)) return void (this.#strange += 1);
    const { digits } = dialled.value;
    keypad.value = true;
    dialled.value = dial(numbers.value, dialled.value, key);
    // On the screen a guest sees that the first of too many digits goes; who types may not be looking.
    const gone = isDigit ? `${digits}${key}`.slice(0, -dialled.value.digits.length) : '';
    if (/[1-9]/.test(gone)) this.#strange += 1;
  }

  #erase() {
    if (this.#strange > 0) this.#strange -= 1;
    else dialled.value = dial(numbers.value, dialled.value, 'erase');
  }

  #enter() {
    const { onNumber, onNothing, onClose } = this.#parts;
    const typed = dialled.value;
    if (this.#strange > 0) {
      onClose();
      onNothing();
    } else if (keypad.value && isWhole(numbers.value, typed)) {
      onNumber(badgeNumber(numbers.value, typed));
    }
  }
}
