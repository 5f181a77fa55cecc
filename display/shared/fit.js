// Fit to the box: the largest scale at which a block of text fits, found by measuring, never by guessing.
// A box is an element with `data-fit`; its first child is measured; its fonts are `max(floor, --fit * wish)`.

const STEPS = 40;
const GUESSES = 4; // after so many guesses what is left is halved
const BEND = 0.7; // a text's height grows with the letters, or with their square when more lines are needed
// How freely lines may break, and the least scale that is worth it: lines as the office broke them,
// then between phrases, then between any two words.
/** @type {[string, number][]} */
const BREAKS = [
  ['kept', STEPS * 0.6],
  ['free', 0],
  ['loose', -1],
];
const PAGE_EVERY = 8_000; // ms a page of a list that needs several is shown

/**
 * The largest step of `least`..`steps` that fits, or the one below them; what fits at a step fits at every smaller
 * one. Every question is a layout of the page: the largest is asked first, then what its answer points to.
 * @param {(step: number) => number} needs how many times its room the content needs at a step
 */
export function largestStep(needs, steps = STEPS, least = 0) {
  let [low, high, step] = [least - 1, steps, steps];
  for (let asked = 1; low < high; asked += 1) {
    const times = needs(step);
    if (times <= 1) low = step;
    else high = step - 1;
    const guess = asked > GUESSES ? low + Math.ceil((high - low) / 2) : Math.floor(step * times ** -BEND);
    step = Math.min(high, Math.max(low + 1, guess));
  }
  return low;
}

/** Fit every box under `root`, and show the page of each long list that is due at `now`; the boxes. */
export function fitAll(/** @type {ParentNode} */ root, /** @type {number} */ now) {
  const all = boxes(root);
  for (const box of all) fitBox(box);
  turnPages(root, now);
  return all;
}

/** Does all of it stand on one page? */
export const isWhole = (/** @type {HTMLElement} */ box) => !box.dataset.pages;

/** Show the page that is due, the same on every screen, for the clock is the server's; did any turn? */
export function turnPages(/** @type {ParentNode} */ root, /** @type {number} */ now) {
  let hasTurned = false;
  for (const box of boxes(root)) {
    const pages = Number(box.dataset.pages ?? 1);
    if (pages > 1) hasTurned = showPage(box, Math.floor(now / PAGE_EVERY) % pages) || hasTurned;
  }
  return hasTurned;
}

/** Set the scale of one box; deal its rows onto pages when even the smallest text is too much. */
export function fitBox(/** @type {HTMLElement} */ box) {
  unpage(box);
  const step = stepOf(box);
  setStep(box, Math.max(0, step < 0 ? paginate(box) : step));
  if (box.dataset.pages === '1') delete box.dataset.mark;
}

function stepOf(/** @type {HTMLElement} */ box) {
  let step = -1;
  for (const [lines, least] of BREAKS) {
    box.dataset.lines = lines;
    step = largestStep((at) => needsAt(box, at), STEPS, Math.max(0, least));
    if (step >= least) break;
  }
  return step;
}

const boxes = (/** @type {ParentNode} */ root) =>
  /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll('[data-fit]'));

const rowsOf = (/** @type {HTMLElement} */ box) =>
  /** @type {HTMLElement[]} */ ([...box.querySelectorAll('[data-row]')]);

function setStep(/** @type {HTMLElement} */ box, /** @type {number} */ step) {
  box.style.setProperty('--fit', String(step / STEPS));
}

function needsAt(/** @type {HTMLElement} */ box, /** @type {number} */ step) {
  setStep(box, step);
  const content = box.firstElementChild;
  if (!content) return 0;
  return Math.max(content.scrollHeight / Math.max(1, box.clientHeight), content.scrollWidth / Math.max(1, box.clientWidth));
}

function unpage(/** @type {HTMLElement} */ box) {
  delete box.dataset.pages;
  delete box.dataset.mark;
  // Everything, not only its own rows: a former picture's row may live on as something else here.
  for (const row of box.querySelectorAll('[hidden]')) row.removeAttribute('hidden');
}

// Breaking inside phrases is worth it only where it saves pages, of which there are two at least.
function paginate(/** @type {HTMLElement} */ box) {
  const rows = rowsOf(box);
  if (rows.length < 2) return -1;
  const free = dealGreedily(box, rows, 'free');
  const loose = countOf(free) > 2 ? dealGreedily(box, rows, 'loose') : free;
  const step = countOf(loose) < countOf(free) ? -1 : spread(box, rows, 'free', free);
  return step < 0 ? spread(box, rows, 'loose', loose) : step;
}

const countOf = (/** @type {string[]} */ pages) => Number(pages.at(-1)) + 1;

// Evenly over as few pages where that can be, else each page full before the next.
function spread(
  /** @type {HTMLElement} */ box,
  /** @type {HTMLElement[]} */ rows,
  /** @type {string} */ lines,
  /** @type {string[]} */ full,
) {
  const pages = countOf(full);
  box.dataset.lines = lines;
  assign(rows, dealEvenly(rows.length, pages));
  const even = stepOfPages(box, pages);
  if (even >= 0) return even;
  assign(rows, full);
  return stepOfPages(box, pages);
}

// Every page gets the same scale: the largest at which the fullest page still fits.
function stepOfPages(/** @type {HTMLElement} */ box, /** @type {number} */ pages) {
  box.dataset.pages = String(pages);
  const needs = (/** @type {number} */ step, /** @type {number} */ page) => {
    showPage(box, page);
    return needsAt(box, step);
  };
  return largestStep((step) => {
    let most = 0;
    for (let page = 0; page < pages && most <= 1; page += 1) most = needs(step, page);
    return most;
  });
}

// Each page takes as many rows as fit at the smallest scale, and one in any case; the page of each row.
function dealGreedily(
  /** @type {HTMLElement} */ box,
  /** @type {HTMLElement[]} */ rows,
  /** @type {string} */ lines,
) {
  box.dataset.lines = lines;
  box.dataset.pages = '2';
  assign(rows, []);
  let page = 0;
  return rows.map((row, n) => {
    row.dataset.page = String(page);
    showPage(box, page);
    const isAlone = rows[n - 1]?.dataset.page !== String(page);
    if (!isAlone && needsAt(box, 0) > 1) row.dataset.page = String((page += 1));
    return row.dataset.page ?? '';
  });
}

/** The page of each row when `rows` rows are spread over `pages` pages, in order, as evenly as can be. */
export const dealEvenly = (/** @type {number} */ rows, /** @type {number} */ pages) =>
  Array.from({ length: rows }, (_, row) => String(Math.floor((row * pages) / rows)));

function assign(/** @type {HTMLElement[]} */ rows, /** @type {string[]} */ pages) {
  rows.forEach((row, n) => row.setAttribute('data-page', pages[n] ?? ''));
}

function showPage(/** @type {HTMLElement} */ box, /** @type {number} */ page) {
  const mark = `${page + 1}/${box.dataset.pages}`;
  const isTurned = box.dataset.mark !== mark;
  box.dataset.mark = mark;
  for (const row of rowsOf(box)) row.hidden = row.dataset.page !== String(page);
  return isTurned;
}
