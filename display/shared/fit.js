// Fit to the box: the largest scale at which a block of text fits, found by measuring, never by guessing.
// A box is an element with `data-fit`; its first child is measured; its fonts are `max(floor, --fit * wish)`.

const STEPS = 40;
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
 * The largest step of 0..STEPS that fits, or -1; what fits at a step fits at every smaller one.
 * @param {(step: number) => boolean} fits
 */
export function largestStep(fits, steps = STEPS) {
  let [low, high] = [-1, steps];
  while (low < high) {
    const middle = low + Math.ceil((high - low) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
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
    step = largestStep((at) => fitsAt(box, at));
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

function fitsAt(/** @type {HTMLElement} */ box, /** @type {number} */ step) {
  setStep(box, step);
  const content = box.firstElementChild;
  if (!content) return true;
  return content.scrollHeight <= box.clientHeight && content.scrollWidth <= box.clientWidth;
}

function unpage(/** @type {HTMLElement} */ box) {
  delete box.dataset.pages;
  delete box.dataset.mark;
  // Everything, not only its own rows: a former picture's row may live on as something else here.
  for (const row of box.querySelectorAll('[hidden]')) row.removeAttribute('hidden');
}

// Breaking inside phrases is worth it only where it saves pages.
function paginate(/** @type {HTMLElement} */ box) {
  const rows = rowsOf(box);
  if (rows.length < 2) return -1;
  const pagesOf = (/** @type {string} */ lines) => {
    box.dataset.lines = lines;
    const step = dealt(box, rows);
    return step < 0 ? Infinity : Number(box.dataset.pages);
  };
  const [free, loose] = [pagesOf('free'), pagesOf('loose')];
  box.dataset.lines = free <= loose ? 'free' : 'loose';
  return dealt(box, rows);
}

// The fewest pages, evenly filled where they can be.
function dealt(/** @type {HTMLElement} */ box, /** @type {HTMLElement[]} */ rows) {
  const pages = dealGreedily(box, rows);
  const full = rows.map((row) => row.dataset.page ?? '');
  assign(rows, dealEvenly(rows.length, pages));
  const even = stepOfPages(box, pages);
  if (even >= 0) return even;
  assign(rows, full);
  return stepOfPages(box, pages);
}

// Every page gets the same scale: the largest at which the fullest page still fits.
function stepOfPages(/** @type {HTMLElement} */ box, /** @type {number} */ pages) {
  box.dataset.pages = String(pages);
  return largestStep((step) =>
    Array.from({ length: pages }, (_, page) => page).every((page) => {
      showPage(box, page);
      return fitsAt(box, step);
    }),
  );
}

// Each page takes as many rows as fit at the smallest scale.
function dealGreedily(/** @type {HTMLElement} */ box, /** @type {HTMLElement[]} */ rows) {
  box.dataset.pages = '2';
  assign(rows, []);
  let page = 0;
  rows.forEach((row, n) => {
    row.dataset.page = String(page);
    showPage(box, page);
    const isAlone = rows[n - 1]?.dataset.page !== String(page);
    if (!isAlone && !fitsAt(box, 0)) row.dataset.page = String((page += 1));
  });
  return page + 1;
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
