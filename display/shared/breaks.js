// Where lines break: among all ways with as few lines, the one that reads best and is most even.
// A text's gaps are elements of class `gap` with their `data-cost`; see typeset.js for what costs how much.

const UNEVEN = 28; // how much unequal lines cost against a break in a bad place
const RAGGED = 8; // the same where lines start at the left, as in lists
const ROUNDED = 0.05; // px a measured width may be off
const SCALES = [0.93, 0.86, 0.8]; // of the largest size that fits, what good lines are worth
const SMALLER = 100; // what losing the whole size would cost

/** @typedef {{width: number, cost: number}} Word a word's width, and what a break before it costs */
/** @typedef {{cost: number, breaks: number[]}} Way */
/** @typedef {{text: HTMLElement, gaps: HTMLElement[], way: Way}} Broken a text, and how its lines shall break */

/**
 * The words before which `lines` lines of at most `room` begin, without the first, and what they cost together;
 * null when they can't.
 * @param {Word[]} words
 * @param {{lines: number, room: number, space: number, uneven?: number}} box
 * @returns {Way | null}
 */
export function bestBreaks(words, { lines, room, space, uneven = UNEVEN }) {
  const ends = widthsUpTo(words, space);
  const width = (/** @type {number} */ from, /** @type {number} */ to) => (ends[to] ?? 0) - (ends[from] ?? 0) - space;
  const mean = (width(0, words.length) - (lines - 1) * space) / lines;
  /** @type {(Way | null)[]} */
  let best = words.map(() => null);
  best = [{ cost: 0, breaks: [] }, ...best];
  for (let line = 0; line < lines; line += 1) {
    best = best.map((_, to) => cheapest(best, to));
  }
  return best[words.length] ?? null;

  function cheapest(/** @type {typeof best} */ before, /** @type {number} */ to) {
    /** @type {Way | null} */
    let found = null;
    for (let from = to - 1; from >= 0 && width(from, to) <= room + ROUNDED; from -= 1) {
      const last = before[from];
      if (!last) continue;
      const cost = last.cost + (words[from]?.cost ?? 0) + uneven * (width(from, to) / mean - 1) ** 2;
      if (!found || cost < found.cost) found = { cost, breaks: from ? [...last.breaks, from] : [] };
    }
    return found;
  }
}

/** @returns {number[]} */
function widthsUpTo(/** @type {Word[]} */ words, /** @type {number} */ space) {
  let end = 0;
  return [0, ...words.map(({ width }) => (end += width + space))];
}

/** Let every text under `root` break as its box wants it, before it is measured anew. */
export function unbreak(/** @type {ParentNode} */ root) {
  for (const one of root.querySelectorAll('[data-set]')) one.removeAttribute('data-set');
  for (const gap of root.querySelectorAll('.gap[data-break]')) gap.removeAttribute('data-break');
}

/**
 * Break the lines of every text in sight under `root` that has not been broken yet; the texts in one of `boxes` a
 * little smaller when they then break better. All is measured before anything is broken: each look at what has
 * just been changed is a layout of the whole page.
 */
export function breakLines(/** @type {ParentNode} */ root, /** @type {HTMLElement[]} */ boxes = []) {
  const whole = chosenIn(root);
  const inside = boxes.map((box) => bestSize(box, whole.filter(({ text }) => box.contains(text))));
  const outside = whole.filter(({ text }) => !boxes.some((box) => box.contains(text)));
  for (const { text, gaps, way } of [...outside, ...inside.flat()]) {
    text.dataset.set = '';
    for (const n of way.breaks) gaps[n - 1]?.setAttribute('data-break', '');
  }
}

/** @returns {Broken[]} how the texts of a box break at the size, of all worth trying, that they break best at */
function bestSize(/** @type {HTMLElement} */ box, /** @type {Broken[]} */ atLargest) {
  const largest = Number(box.style.getPropertyValue('--fit'));
  const setSize = (/** @type {number} */ scale) => box.style.setProperty('--fit', String(largest * scale));
  let best = { scale: 1, broken: atLargest, cost: costOf(atLargest) };
  let last = 1;
  for (const scale of SCALES) {
    const lost = SMALLER * (1 - scale);
    if (best.cost <= lost) break;
    setSize((last = scale));
    const broken = chosenIn(box);
    const cost = costOf(broken) + lost;
    if (cost < best.cost) best = { scale, broken, cost };
  }
  if (best.scale !== last) setSize(best.scale);
  return best.broken;
}

const costOf = (/** @type {Broken[]} */ broken) => broken.reduce((sum, { way }) => sum + way.cost, 0);

/** @returns {Broken[]} */
function chosenIn(/** @type {ParentNode} */ root) {
  return [...texts(root)].flatMap(([text, gaps]) => {
    const way = chosenFor(text, gaps);
    return way ? [{ text, gaps, way }] : [];
  });
}

/** @returns {Map<HTMLElement, HTMLElement[]>} each text in sight and its gaps, in order */
function texts(/** @type {ParentNode} */ root) {
  const found = new Map();
  for (const gap of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll('.gap'))) {
    const text = blockOf(gap);
    if (text.dataset.set === undefined && text.getClientRects().length) {
      found.set(text, [...(found.get(text) ?? []), gap]);
    }
  }
  return found;
}

/** @returns {HTMLElement} */
function blockOf(/** @type {HTMLElement} */ gap) {
  const line = /** @type {HTMLElement | null} */ (gap.closest('.line'));
  const isOwn = line && getComputedStyle(line).display === 'block';
  return isOwn ? line : /** @type {HTMLElement} */ (gap.closest('p, h1'));
}

function chosenFor(/** @type {HTMLElement} */ text, /** @type {HTMLElement[]} */ gaps) {
  const rects = wordsOf(text).map(rectOf);
  const lines = rects.filter((rect, n) => !n || rect.top > (rects[n - 1]?.top ?? 0) + rect.height / 2).length;
  if (lines < 2 || rects.length !== gaps.length + 1) return null;
  const words = rects.map(({ width }, n) => ({ width, cost: Number(gaps[n - 1]?.dataset.cost ?? 0) }));
  const { textAlign } = getComputedStyle(text);
  const uneven = textAlign === 'center' ? UNEVEN : RAGGED;
  const space = Math.max(...gaps.map((gap) => gap.getBoundingClientRect().width));
  return bestBreaks(words, { lines, room: text.getBoundingClientRect().width, space, uneven });
}

function wordsOf(/** @type {HTMLElement} */ text) {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const words = [];
  while (walker.nextNode()) if (walker.currentNode.textContent?.trim()) words.push(walker.currentNode);
  return words;
}

function rectOf(/** @type {Node} */ word) {
  const range = document.createRange();
  range.selectNodeContents(word);
  return range.getBoundingClientRect();
}
