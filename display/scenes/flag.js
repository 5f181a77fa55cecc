// The national flag by its rule: 2:3, a five-pointed star whose arms are a fifth of the length, nothing over it.
import { html } from 'htm/preact';

const LENGTH = 900;
const HEIGHT = (LENGTH * 2) / 3;
const DEGREE = Math.PI / 180;
const INNER = Math.sin(18 * DEGREE) / Math.sin(54 * DEGREE); // so that opposite edges are one line

/**
 * The star's ten vertices on a flag `width` long, from the top point clockwise, centred on it.
 * @returns {[number, number][]}
 */
export function starPoints(/** @type {number} */ width) {
  const radius = width / 5;
  const point = (/** @type {number} */ n) => vertex(width, n % 2 ? radius * INNER : radius, n * 36 * DEGREE);
  return Array.from({ length: 10 }, (_, n) => point(n));
}

/** @returns {[number, number]} */
function vertex(/** @type {number} */ width, /** @type {number} */ radius, /** @type {number} */ angle) {
  return [width / 2 + radius * Math.sin(angle), width / 3 - radius * Math.cos(angle)];
}

const STAR = starPoints(LENGTH)
  .map(([x, y]) => `${x.toFixed(4)},${y.toFixed(4)}`)
  .join(' ');

/** SC05: the flag, as large as the screen allows, on black. */
export const flag = () => html`
  <section class="scene flag">
    <svg viewBox="0 0 ${LENGTH} ${HEIGHT}">
      <rect class="flag-ground" width=${LENGTH} height=${HEIGHT} />
      <polygon class="flag-star" points=${STAR} />
    </svg>
  </section>`;
