// For the technician: black, and the picture that shows whether a screen is set up right.
import { html } from 'htm/preact';
import { say } from './parts.js';

/** @typedef {import('./parts.js').Scene} Scene */

const GREYS = [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]; // per cent

/** SC24: black. */
export const black = () => html`<section class="scene black"></section>`;

/** SC25: name, resolution, edges, safe area, roundness, greys, and letters that carry two marks. */
export const testPattern = (/** @type {Scene} */ scene) => html`
  <section class="scene test-pattern">
    <div class="edge"></div>
    <div class="safe-area"></div>
    <div class="circle"></div>
    <div class="test-words">
      <p class="name">${scene.screen}</p>
      <p class="resolution" data-resolution></p>
      <p class="letters">${say('test.letters')}</p>
      <div class="greys">${GREYS.map((grey) => html`<i style=${{ background: `hsl(0 0% ${grey}%)` }}></i>`)}</div>
      <p class="hint">${say('test.hint')}</p>
    </div>
  </section>`;
