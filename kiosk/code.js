// The badge's code: 34 digits, the last of them a Damm check digit; nothing else is one of ours.

export const LENGTH = 34;

// The quasigroup of order 10 of H. M. Damm's thesis (2004).
const DAMM = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
];
const CONFERENCE_DIGITS = 4;
const AT_THE_END = new RegExp(`(?:^|[^0-9])([0-9]{${LENGTH}})\\s*$`);

/** The check digit of `digits`; 0 for digits that already end in theirs. */
export const damm = (/** @type {string} */ digits) =>
  [...digits].reduce((row, digit) => Number(DAMM[row]?.[Number(digit)]), 0);

/** Whether `text` is a whole code with the right check digit. */
export const isCode = (/** @type {string} */ text) =>
  text.length === LENGTH && /^[0-9]+$/.test(text) && damm(text) === 0;

/** The code `text` consists of or ends in (an address on a badge may), or null. */
export function extractCode(/** @type {string} */ text) {
  const digits = AT_THE_END.exec(text)?.[1] ?? '';
  return isCode(digits) ? digits : null;
}

/** Of which conference `code` is, whatever badge it may be on. */
export const conferenceOf = (/** @type {string} */ code) => code.slice(0, CONFERENCE_DIGITS);

/** A code that says of which conference `code` is, and nothing more. */
export function withoutSecret(/** @type {string} */ code) {
  const digits = conferenceOf(code).padEnd(LENGTH - 1, '0');
  return `${digits}${damm(digits)}`;
}
