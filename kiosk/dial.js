// What has been pressed of a badge number, C-037, on the keypad or a keyboard: its letter, then its digits.

const LONGEST = 6; // where no badge has been heard of yet

/**
 * @typedef {Record<string, number[]>} Numbers how many digits the badges of each letter have, the fewest first
 * @typedef {{letter: string | null, digits: string}} Dialled null while no letter has been pressed
 */

/** @type {Dialled} */
export const NOTHING = Object.freeze({ letter: null, digits: '' });

/** The letter that is meant: the one pressed, or the only one there is; never one of several. */
export const letterOf = (/** @type {Numbers} */ numbers, /** @type {Dialled} */ { letter }) => {
  const letters = Object.keys(numbers);
  return letter ?? (letters.length > 1 ? null : letters[0] ?? '');
};

/** Whether this is a number that can be asked about. */
export const isWhole = (/** @type {Numbers} */ numbers, /** @type {Dialled} */ dialled) =>
  letterOf(numbers, dialled) !== null && dialled.digits !== '';

/**
 * What is dialled after another key: a letter, a digit, or `erase`.
 * @returns {Dialled}
 */
export function dial(/** @type {Numbers} */ numbers, /** @type {Dialled} */ dialled, /** @type {string} */ key) {
  const { letter, digits } = dialled;
  if (key in numbers) return { letter: key, digits: fitting(numbers, key, digits) };
  if (key === 'erase') return { letter, digits: digits.slice(0, -1) };
  return { letter, digits: fitting(numbers, letterOf(numbers, dialled), digits + key) };
}

/** The badge number that is dialled; zeros in front need not be. */
export function badgeNumber(/** @type {Numbers} */ numbers, /** @type {Dialled} */ dialled) {
  const letter = letterOf(numbers, dialled);
  const places = placesOf(numbers, letter);
  const { digits } = dialled;
  const bare = digits.replace(/^0+(?=.)/, '');
  const number = places.includes(digits.length) ? digits : bare.padStart(placesFor(places, bare), '0');
  return letter ? `${letter}-${number}` : number;
}

/** The digits as they are shown, a dot for each that is still missing. */
export function shownDigits(/** @type {Numbers} */ numbers, /** @type {Dialled} */ dialled) {
  const places = placesOf(numbers, letterOf(numbers, dialled));
  return dialled.digits.padStart(placesFor(places, dialled.digits), '·');
}

const placesOf = (/** @type {Numbers} */ numbers, /** @type {string | null} */ letter) =>
  (letter === null ? Object.values(numbers).flat().sort((one, other) => one - other) : numbers[letter] ?? []);

const placesFor = (/** @type {number[]} */ places, /** @type {string} */ digits) =>
  places.find((many) => many >= digits.length) ?? digits.length;

const fitting = (/** @type {Numbers} */ numbers, /** @type {string | null} */ letter, /** @type {string} */ digits) =>
  digits.slice(-(placesOf(numbers, letter).at(-1) ?? LONGEST));
