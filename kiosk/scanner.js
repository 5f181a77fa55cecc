// A USB scanner types like a very fast keyboard: this tells its bursts from a hand's typing.
// Keys are read by their place on the keyboard, so no input method or layout can alter a digit.
import { isCode, LENGTH } from './code.js';
import { HEAD, kindOf } from './foreign.js';

export const GAP_MS = 120; // a machine types faster; after so much silence a whole code is a scan
export const PATIENCE_MS = 500; // a wireless scanner may falter in the middle of a code
/** @type {Burst} */
export const QUIET = Object.freeze({ head: '', digits: '', fast: 0, keys: 0, since: 0, at: 0, isMachine: false });
// So many keys, so fast, are a machine's; or more of them than a hand has to type here, a PIN being the longest.
const MACHINES = [{ keys: 12, meanMs: 40 }, { keys: 8, meanMs: 60 }, { keys: 13, meanMs: GAP_MS }];
const SCRAP = { keys: 3, meanMs: 20 }; // the first keys of a scan that was broken off
const ENDS = new Set(['Enter', 'NumpadEnter', 'Tab']);
const COMPOSED = new Set(['Dead', 'Process', 'Unidentified']);
/** @type {Record<string, string>} */
const SIGNS = { Semicolon: ':', Slash: '/', Backslash: '|', Period: '.' };

/**
 * @typedef {{head: string, digits: string, fast: number, keys: number, since: number, at: number,
 *   isMachine: boolean}} Burst how it begins, the digits at its end, how many keys came quickly, how many
 *   came at all, when the first and the last, and whether no hand types so
 * @typedef {{kind: 'code', code: string} | {kind: 'foreign', what: string}} Scan
 * @typedef {{code: string, key: string, shiftKey?: boolean, altKey?: boolean, ctrlKey?: boolean,
 *   metaKey?: boolean, repeat?: boolean}} Key
 */

/**
 * The burst after `key`, and what has just been scanned, if anything has.
 * @returns {[Burst, Scan | null]}
 */
export function press(/** @type {Burst} */ burst, /** @type {Key} */ key, /** @type {number} */ at) {
  if (isOver(burst, at)) return [take(QUIET, key, at), judge(burst)];
  if (isEnd(key)) return [QUIET, judge(burst)];
  return [take(burst, key, at), null];
}

/**
 * The same when no key has come for a while: silence ends a burst as well as Enter does.
 * @returns {[Burst, Scan | null]}
 */
export const settle = (/** @type {Burst} */ burst, /** @type {number} */ at) =>
  isOver(burst, at) ? [QUIET, judge(burst)] : [burst, null];

/** Whether `key` ends a scan. */
export const isEnd = (/** @type {Key} */ key) => ENDS.has(key.code || key.key);

const isOver = (/** @type {Burst} */ burst, /** @type {number} */ at) =>
  burst.fast > 0 && at - burst.at > (isCode(burst.digits) ? GAP_MS : PATIENCE_MS);

/** @returns {Burst} */
function take(/** @type {Burst} */ burst, /** @type {Key} */ key, /** @type {number} */ at) {
  if (isEnd(key) || key.repeat || key.altKey || key.ctrlKey || key.metaKey) return burst;
  const digit = digitOf(key);
  if (digit === null && !isCharacter(key)) return burst;
  // One digit too many is kept, to know that there were too many; never more of a foreign code.
  const digits = digit === null ? '' : (burst.digits + digit).slice(0, LENGTH + 1);
  const isFirst = burst.fast === 0;
  const isFast = isFirst || at - burst.at <= GAP_MS;
  const head = (burst.head + characterOf(key)).slice(0, HEAD);
  const fast = burst.fast + (isFast ? 1 : 0);
  const next = { ...burst, head, digits, fast, keys: burst.keys + 1, since: isFirst ? at : burst.since, at };
  return { ...next, isMachine: burst.isMachine || MACHINES.some((machine) => isAsFast(next, machine)) };
}

/** Whether `burst` is a scanner's, or the scrap of one: not to be taken for what somebody types. */
export const isByMachine = (/** @type {Burst} */ burst) => burst.isMachine || isAsFast(burst, SCRAP);

const isAsFast = (/** @type {Burst} */ { fast, keys, since, at }, /** @type {typeof SCRAP} */ machine) =>
  fast >= machine.keys && at - since <= machine.meanMs * (keys - 1);

/** @returns {Scan | null} */
function judge(/** @type {Burst} */ burst) {
  if (isCode(burst.digits)) return { kind: 'code', code: burst.digits };
  if (burst.isMachine) return { kind: 'foreign', what: kindOf(burst.head) };
  return isByMachine(burst) ? { kind: 'foreign', what: 'damaged' } : null;
}

/** The character of `key`: a digit or letter by its place on the keyboard; nothing where it is no character. */
export const characterOf = (/** @type {Key} */ key) => digitOf(key) ?? (isCharacter(key) ? signOf(key) : '');

/** The digit of `key` by its place on the keyboard, or null. */
export function digitOf(/** @type {Key} */ { code, key, shiftKey }) {
  const isSymbol = shiftKey && !/^[0-9]$/.test(key) && code.startsWith('Digit');
  if (isSymbol) return null;
  return /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1] ?? (/^[0-9]$/.test(key) ? key : null);
}

const signOf = (/** @type {Key} */ { code, key }) =>
  /^Key([A-Z])$/.exec(code)?.[1] ?? SIGNS[code] ?? (COMPOSED.has(key) ? '?' : key);

const isCharacter = (/** @type {Key} */ { key }) => [...key].length === 1 || COMPOSED.has(key);
