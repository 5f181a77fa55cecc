// Where a Vietnamese line may break: never inside a compound word, a name, a span of years, a date or an ordinal.
import { COMPOUNDS } from './compounds.js';

const NUMERAL = /^([IVXLC]+|\d[\d.,/-]*)[.,;:)”]*$/;
const BEFORE_NUMERAL = new Set('ngày tháng năm khóa lúc đoạn sau tầng tổ'.split(' '));
const AFTER_NUMERAL = new Set('tháng năm giờ phút triệu tỷ sáng người'.split(' '));
const LEADS_ON = new Set('phó nguyên hạng thứ số đợt'.split(' ')); // says nothing without the next word
const DASH = /^[-–—]$/;
const CLOSED = /[,;:.)”]$/; // a breath is taken after it
const CAPITAL = /^[“"(]?\p{Lu}\p{Ll}/u;

/**
 * The text as phrases that stay on one line; joined by spaces they are the text again.
 * @returns {string[]}
 */
export function phrases(/** @type {string} */ text) {
  const words = text.normalize('NFC').split(/\s+/).filter(Boolean);
  /** @type {string[]} */
  const kept = [];
  words.forEach((word, n) => {
    if (n && staysWith(words, n)) kept.push(`${kept.pop()} ${word}`);
    else kept.push(word);
  });
  return kept;
}

function staysWith(/** @type {string[]} */ words, /** @type {number} */ n) {
  const [before = '', word = ''] = [words[n - 1], words[n]];
  if (DASH.test(word) || DASH.test(before) || isLonely(words, n)) return true;
  if (CLOSED.test(before)) return false;
  return (
    isCompound(before, word) || isName(words, n) || isNumbered(before, word) || LEADS_ON.has(bare(before))
  );
}

const isCompound = (/** @type {string} */ before, /** @type {string} */ word) =>
  COMPOUNDS.has(`${bare(before)} ${bare(word)}`);

// Two capitalised syllables in a row are a name, unless the second begins a word of its own.
function isName(/** @type {string[]} */ words, /** @type {number} */ n) {
  const [before = '', word = '', after = ''] = [words[n - 1], words[n], words[n + 1]];
  return CAPITAL.test(before) && CAPITAL.test(word) && !isCompound(word, after);
}

const isNumbered = (/** @type {string} */ before, /** @type {string} */ word) =>
  (NUMERAL.test(word) && BEFORE_NUMERAL.has(bare(before))) ||
  (NUMERAL.test(before) && AFTER_NUMERAL.has(bare(word)));

// The last line of a text is never one syllable.
const isLonely = (/** @type {string[]} */ words, /** @type {number} */ n) =>
  words.length > 2 && n === words.length - 1;

const bare = (/** @type {string} */ word) => word.toLocaleLowerCase('vi').replace(/^[“"(]+|[”").,;:]+$/g, '');
