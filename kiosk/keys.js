// What a scanner's keys tell about scanner, keyboard layout and input method; for the office's test page.
import { digitOf, GAP_MS, isEnd } from './scanner.js';

const COMPOSED = new Set(['Process', 'Unidentified', 'Dead']);
const MODIFIERS = new Set(['Shift', 'CapsLock', 'Alt']);
// What is said of these is that the kiosk reads right all the same.
const UNREADABLE = new Set(['altered', 'alt_codes']);

/**
 * @typedef {{key: string, code: string, at: number, caps?: boolean, composing?: boolean, shiftKey?: boolean,
 *   altKey?: boolean}} Press
 * @typedef {object} Report
 * @property {'good' | 'slow' | 'missing' | 'extra' | 'altered' | 'alt_codes'} verdict
 * @property {string} digits as the kiosk reads them, by their place on the keyboard
 * @property {string} typed as a text field would get them
 * @property {number} lost how many digits are missing
 * @property {number} gapMs the longest silence between two keys
 * @property {string[]} remarks what else was noticed, none of which disturbs the kiosk
 */

/**
 * Compares the keys of one scan with the code that was to be scanned.
 * @returns {Report}
 */
export function report(/** @type {Press[]} */ presses, /** @type {string} */ expected) {
  const keys = presses.filter((press) => !isEnd(press) && !MODIFIERS.has(press.key));
  const digits = keys.reduce(asRead, '');
  const typed = keys.map(({ key }) => (key.length === 1 ? key : '')).join('');
  const gapMs = Math.max(0, ...keys.slice(1).map((press, n) => press.at - (keys[n]?.at ?? press.at)));
  const verdict = verdictOn(keys, digits, expected, gapMs);
  return {
    verdict,
    digits,
    typed,
    lost: Math.max(0, expected.length - keys.length),
    gapMs: Math.round(gapMs),
    remarks: remarksOn(presses, keys, digits === typed || UNREADABLE.has(verdict)),
  };
}

// The kiosk's own reading: digits by their place, and what is none begins afresh.
function asRead(/** @type {string} */ digits, /** @type {Press} */ press) {
  const digit = press.altKey ? null : digitOf(press);
  return digit === null ? '' : digits + digit;
}

/** @returns {Report['verdict']} */
function verdictOn(
  /** @type {Press[]} */ keys, /** @type {string} */ digits, /** @type {string} */ expected, /** @type {number} */ gapMs,
) {
  if (digits === expected) return gapMs > GAP_MS ? 'slow' : 'good';
  if (keys.some(({ altKey }) => altKey)) return 'alt_codes';
  if (keys.length === expected.length) return 'altered';
  return keys.length < expected.length ? 'missing' : 'extra';
}

function remarksOn(/** @type {Press[]} */ presses, /** @type {Press[]} */ keys, /** @type {boolean} */ isPlain) {
  const isComposed = !isPlain && keys.some(({ key, composing }) => composing || COMPOSED.has(key));
  return [
    isComposed && 'input_method',
    !isComposed && !isPlain && 'layout',
    keys.some(({ caps }) => caps) && 'caps_lock',
    !presses.some(isEnd) && 'no_enter',
  ].filter((remark) => typeof remark === 'string');
}
