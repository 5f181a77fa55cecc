// Putting a picture into a box of any size: draw, fit to the box, say when it is ready to be seen.
import { html, render } from 'htm/preact';
import { breakLines, unbreak } from '../shared/breaks.js';
import { fitAll, isWhole, turnPages } from '../shared/fit.js';
import { draw } from './index.js';

/** @typedef {{role?: string, scene: import('./parts.js').Scene, view: import('./parts.js').View, now: number}} Picture */

const SMALLEST = 540; // px of height below which browsers round letters; smaller pictures are scaled down
const PATIENCE = 3_000; // ms to wait for a font or an image before showing the rest

/** Draw `picture` in `box` and fit its texts; a box has the class `picture-box`. */
export function paint(
  /** @type {HTMLElement} */ box,
  /** @type {Picture} */ { role = 'hall', scene, view, now },
) {
  put(box, draw(role, scene, view, now), now);
}

/** Draw again what only time has changed; sizes stay while nothing but digits changes. */
export function tick(
  /** @type {HTMLElement} */ box,
  /** @type {Picture} */ { role = 'hall', scene, view, now },
) {
  const frame = frameOf(box);
  const before = lettersOf(frame);
  render(html`${draw(role, scene, view, now)}`, frame);
  if (lettersOf(frame) !== before) return fit(frame, now);
  if (turnPages(frame, now)) breakLines(frame);
}

const lettersOf = (/** @type {HTMLElement} */ frame) => frame.textContent?.replace(/\d/g, '');

/** Put any markup made of a picture's parts into `box`, and fit its texts. */
export function put(/** @type {HTMLElement} */ box, /** @type {any} */ markup, /** @type {number} */ now) {
  const frame = frameOf(box);
  frame.style.setProperty('--times', String(enlargement(box))); // measured while nothing has changed yet
  render(html`${markup}`, frame);
  for (const words of frame.querySelectorAll('[data-resolution]')) words.textContent = resolution(box);
  fit(frame, now);
}

function fit(/** @type {HTMLElement} */ frame, /** @type {number} */ now) {
  unbreak(frame);
  breakLines(frame, [...fitAll(frame, now)].filter(isWhole));
}

/** Take everything out of `box`. */
export function clear(/** @type {HTMLElement} */ box) {
  const frame = frameOf(box);
  render(/** @type {any} */ (null), frame);
  frame.remove();
}

/** Load the two weights every picture uses. */
export const fonts = () =>
  withPatience([500, 700].map((weight) => document.fonts.load(`${weight} 20px "Be Vietnam Pro"`, 'Ẩ')));

/**
 * Resolves when every image of the picture in `box` can be shown, or to what could not be in time.
 * @returns {Promise<string[]>} addresses, as the scene gives them
 */
export async function images(/** @type {HTMLElement} */ box) {
  const waiting = new Set(box.querySelectorAll('img'));
  await withPatience([...waiting].map((image) => image.decode().then(() => waiting.delete(image))));
  return [...waiting].map((image) => image.getAttribute('src') ?? '');
}

/** @param {Promise<any>[]} awaited */
const withPatience = (awaited) =>
  Promise.race([Promise.allSettled(awaited), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);

function frameOf(/** @type {HTMLElement} */ box) {
  const known = /** @type {HTMLElement | null} */ (box.querySelector(':scope > .picture'));
  return (
    known ??
    box.appendChild(Object.assign(document.createElement('div'), { className: 'picture', lang: 'vi' }))
  );
}

const enlargement = (/** @type {HTMLElement} */ box) =>
  Math.max(1, Math.ceil(SMALLEST / Math.max(1, box.clientHeight)));

function resolution(/** @type {HTMLElement} */ box) {
  const pixels = (/** @type {number} */ length) => Math.round(length * devicePixelRatio);
  return `${pixels(box.clientWidth)} × ${pixels(box.clientHeight)}`;
}
