// What is shown on the wall while somebody reports: slides, and the film.
import { html } from 'htm/preact';
import { fitted, lines, say, sheet, strip, text, titleLines } from './parts.js';
import { speech } from './people.js';

/** @typedef {import('./parts.js').Scene} Scene */
/** @typedef {import('./parts.js').View} View */

/** SC10: a slide; without it, the title of the report, or the card of the speech. */
export const report = (/** @type {Scene} */ scene, /** @type {View} */ view) => {
  if (scene.image) return slide(scene);
  if (scene.person) return speech(scene, view);
  return sheet('report', strip(view), fitted(lines('title', titleLines(scene))));
};

const slide = (/** @type {Scene} */ scene) => html`
  <section class="scene slide"><img src=${scene.image} alt="" /></section>`;

/** SC11: the film's title, until the film itself covers it. */
export const film = (/** @type {Scene} */ scene, /** @type {View} */ view) =>
  sheet(
    'film',
    strip(view),
    fitted(html`
    ${text('kicker', say('film.heading'))}
    ${lines('title', titleLines(scene))}`),
  );
