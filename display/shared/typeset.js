// Where a Vietnamese line may break: never inside a compound word, a name, a span of years, a date or an ordinal.
import { COMPOUNDS, TERMS } from './compounds.js';

const NUMERAL = /^([IVXLC]+|\d[\d.,/-]*)[.,;:)”]*$/;
const words = (/** @type {string} */ list) => new Set(list.split(' '));
const BEFORE_NUMERAL = words('ngày tháng năm khóa lúc đoạn sau tầng tổ đợt');
const AFTER_NUMERAL = words('tháng năm giờ phút triệu tỷ sáng người');
const LEADS_ON = words('phó nguyên hạng thứ số đợt'); // says nothing without the next word
const OPENS = words('và của trong tại cho về do với từ đến theo qua ở để nhằm góp giai là cùng dùng được'); // begins a line well
const OF_A_NAME = words('tỉnh huyện phố phường xã quận ty trường ngành sở ban tổ nhà'); // leans on the name that follows
const DASH = /^[-–—]$/;
const ENDED = /[.;:!?…][”")]*$/;
const CLOSED = /[,;:.)”]$/; // a breath is taken after it
const CAPITAL = /^[“"(]?\p{Lu}\p{Ll}/u;

// What a break costs, against lines of unequal length: see breaks.js.
const [AFTER_A_SENTENCE, AFTER_A_BREATH, BEFORE_AN_OPENING, ORDINARY, BEFORE_A_NAME, AFTER_AN_OPENING, IN_A_TERM] = [
  0, 1.5, 2.5, 5, 8, 9, 11,
];
const TIED = 20; // from here on a break is made only where nothing else fits
const [IN_A_NAME, IN_A_NUMBER, IN_A_WORD, BESIDE_A_DASH] = [25, 40, 60, 80];

/**
 * The words of a text, composed, each with what it costs to break the line before it; the first costs nothing.
 * @returns {{word: string, cost: number}[]}
 */
export function spaced(/** @type {string} */ text) {
  const all = text.normalize('NFC').split(/\s+/).filter(Boolean);
  return all.map((word, n) => ({ word, cost: n ? costBefore(all, n) : 0 }));
}

/**
 * The text as phrases that stay on one line; joined by spaces they are the text again.
 * @returns {string[]}
 */
export const phrases = (/** @type {string} */ text) =>
  tied(spaced(text)).map((phrase) => phrase.map(({ word }) => word).join(' '));

/** Words grouped into phrases that stay on one line. */
export function tied(/** @type {{word: string, cost: number}[]} */ all) {
  /** @type {{word: string, cost: number}[][]} */
  const groups = [];
  for (const one of all) {
    if (one.cost >= TIED) groups.at(-1)?.push(one);
    else groups.push([one]);
  }
  return groups;
}

/** A person's name: broken, where it must be, rather after the middle of it than after the family name. */
export const spacedName = (/** @type {string} */ name) =>
  spaced(name).map(({ word }, n) => ({ word, cost: n ? IN_A_NAME - Math.min(n, 2) : 0 }));

function costBefore(/** @type {string[]} */ all, /** @type {number} */ n) {
  const [before = '', word = ''] = [all[n - 1], all[n]];
  if (DASH.test(word)) return BESIDE_A_DASH;
  if (DASH.test(before)) return afterADash(all, n);
  if (isLonely(all, n)) return IN_A_WORD;
  if (CLOSED.test(before)) return ENDED.test(before) ? AFTER_A_SENTENCE : AFTER_A_BREATH;
  return costInside(all, n, before, word);
}

function costInside(
  /** @type {string[]} */ all,
  /** @type {number} */ n,
  /** @type {string} */ before,
  /** @type {string} */ word,
) {
  if (isCompound(before, word)) return IN_A_WORD;
  if (isNumbered(before, word) || LEADS_ON.has(bare(before))) return IN_A_NUMBER;
  if (isName(all, n)) return IN_A_NAME;
  if (isInTerm(all, n)) return IN_A_TERM;
  if (OF_A_NAME.has(bare(before)) && CAPITAL.test(word)) return BEFORE_A_NAME;
  if (OPENS.has(bare(before))) return AFTER_AN_OPENING;
  return OPENS.has(bare(word)) ? BEFORE_AN_OPENING : ORDINARY;
}

// Years, a town of two parts, “kinh tế - xã hội”; but “Ninh Thuận quê hương tôi – Bài ca người thợ” is two.
function afterADash(/** @type {string[]} */ all, /** @type {number} */ n) {
  const [left = '', right = ''] = [all[n - 2], all[n]];
  if (CAPITAL.test(left) && CAPITAL.test(right)) return IN_A_NAME - 3;
  if (NUMERAL.test(left) || !CAPITAL.test(right) || isCompound(left, right)) return BESIDE_A_DASH;
  return AFTER_A_SENTENCE;
}

const isCompound = (/** @type {string} */ before, /** @type {string} */ word) =>
  COMPOUNDS.has(`${bare(before)} ${bare(word)}`);

// Two capitalised syllables in a row are a name, unless the second begins a word of its own.
function isName(/** @type {string[]} */ all, /** @type {number} */ n) {
  const [before = '', word = '', after = ''] = [all[n - 1], all[n], all[n + 1]];
  return CAPITAL.test(before) && CAPITAL.test(word) && !isCompound(word, after);
}

// A body or a title that people know as one: “Liên đoàn Lao động”.
const isInTerm = (/** @type {string[]} */ all, /** @type {number} */ n) =>
  TERMS.some((term) =>
    term.some((_, at) => at > 0 && term.every((syllable, k) => syllable === bare(all[n - at + k] ?? ''))),
  );

const isNumbered = (/** @type {string} */ before, /** @type {string} */ word) =>
  (NUMERAL.test(word) && BEFORE_NUMERAL.has(bare(before))) ||
  (NUMERAL.test(before) && AFTER_NUMERAL.has(bare(word)));

// The last line of a text is never one syllable.
const isLonely = (/** @type {string[]} */ all, /** @type {number} */ n) => all.length > 2 && n === all.length - 1;

const bare = (/** @type {string} */ word) => word.toLocaleLowerCase('vi').replace(/^[“"(]+|[”").,;:]+$/g, '');
