// What a scanner's keys tell about scanner, keyboard layout and input method; for the office's test page.
import { GAP_MS, isEnd } from './scanner.js';

const PLACE = /^(?:Digit|Numpad)([0-9])$/;
const COMPOSED = new Set(['Process', 'Unidentified', 'Dead']);

/**
 * @typedef {{key: string, code: string, at: number, caps?: boolean, composing?: boolean}} Press
 * @typedef {object} Report
 * @property {'good' | 'slow' | 'missing' | 'extra' | 'altered'} verdict
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
  const keys = presses.filter((press) => !isEnd(press) && press.key !== 'Shift' && press.key !== 'CapsLock');
  const digits = keys.map(digitOf).join('');
  const typed = keys.map(({ key }) => (key.length === 1 ? key : '')).join('');
  const gapMs = Math.max(0, ...keys.slice(1).map((press, n) => press.at - (keys[n]?.at ?? press.at)));
  return {
    verdict: verdictOn(digits, expected, gapMs),
    digits,
    typed,
    lost: Math.max(0, expected.length - digits.length),
    gapMs: Math.round(gapMs),
    remarks: remarksOn(presses, keys, digits === typed),
  };
}

// An input method hides the key but not its place; a strange layout hides the digit but not its place.
const digitOf = (/** @type {Press} */ { key, code }) =>
  PLACE.exec(code)?.[1] ?? (/^[0-9]$/.test(key) ? key : '');

/** @returns {Report['verdict']} */
function verdictOn(/** @type {string} */ digits, /** @type {string} */ expected, /** @type {number} */ gapMs) {
  if (digits === expected) return gapMs > GAP_MS ? 'slow' : 'good';
  if (digits.length === expected.length) return 'altered';
  return digits.length < expected.length ? 'missing' : 'extra';
}

function remarksOn(/** @type {Press[]} */ presses, /** @type {Press[]} */ keys, /** @type {boolean} */ isPlain) {
  const isComposed = keys.some(({ key, composing }) => composing || COMPOSED.has(key));
  return [
    isComposed && 'input_method',
    !isComposed && !isPlain && 'layout',
    keys.some(({ caps }) => caps) && 'caps_lock',
    !presses.some(isEnd) && 'no_enter',
  ].filter((remark) => typeof remark === 'string');
}
