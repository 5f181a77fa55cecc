// The emulation movement: the slogan and its targets, who answers the call, the units that sign.
import { html } from 'htm/preact';
import { fitted, heading, rule, say, sheet, strip, text } from './parts.js';
import { collectiveName, people } from './persons.js';

/** @typedef {import('./parts.js').Scene} Scene */
/** @typedef {import('./parts.js').View} View */

/** SC17: the slogan, and the targets shown so far. */
export const launch = (/** @type {Scene} */ scene, /** @type {View} */ view) =>
  sheet(
    'launch',
    strip(view),
    fitted(html`
    ${text('slogan', scene.slogan)}
    ${scene.targets?.length ? html`${rule()}<ol class="targets">${scene.targets.map(target)}</ol>` : null}`),
  );

const target = (/** @type {string} */ words, /** @type {number} */ n) => html`
  <li class="target" data-row><span class="place">${n + 1}</span>${text('words', words)}</li>`;

/** SC18: who answers the call, or the two units that sign. */
export const response = (/** @type {Scene} */ scene, /** @type {View} */ view) =>
  sheet('response', strip(view), fitted(scene.pair ? pledge(scene.pair) : answer(scene.people)));

const answer = (/** @type {any[]} */ all) => html`
  ${text('kicker', say('response.heading'))}
  ${people(all)}`;

const pledge = (/** @type {{first: string, second: string}} */ { first, second }) => html`
  ${heading(say('response.pledge'))}
  <div class="pair">
    ${collectiveName(first)}
    <hr class="rule" />
    ${collectiveName(second)}
  </div>`;
