// What may lie over a picture: a message, the screen's own name, the rehearsal's mark. Never over the flag or black.
import { html } from 'htm/preact';
import { instant } from '../shared/clock.js';
import { fitted, say, typeset } from './parts.js';

/** @typedef {import('./parts.js').View} View */
/** @typedef {{rehearsal: boolean, message: string | null, identity: string | null}} Over */

const BARE = new Set(['SC05', 'SC24']);

/**
 * What lies over the picture of `view` at `now`.
 * @returns {Over}
 */
export function over(/** @type {View} */ { scene, screen, message, rehearsal }, /** @type {number} */ now) {
  const isBare = BARE.has(scene.code);
  return {
    rehearsal: Boolean(rehearsal) && !isBare && screen?.role !== 'overlay',
    message: !isBare && message && isDue(message.until, now) ? message.text : null,
    identity: !isBare && screen?.identify_until && isDue(screen.identify_until, now) ? (screen.label ?? screen.name) : null,
  };
}

/** Its markup. */
export const drawOver = (/** @type {Over} */ { rehearsal, message, identity }) => html`
  <section class="above">
    ${rehearsal && html`<p class="rehearsal">${say('screen.rehearsal')}</p>`}
    ${message && html`<div class="message">${fitted(html`
      <p class="words">${parts(message).map((part) => html`<span data-row>${typeset(part)}${' '}</span>`)}</p>`)}</div>`}
    ${identity && html`<div class="identity">${fitted(html`<p class="name">${identity}</p>`)}</div>`}
  </section>`;

const PART = 60; // letters; a message too long for its band is read part by part

/** The words of a message in parts that may stand on a page each. */
function parts(/** @type {string} */ message) {
  const all = [''];
  for (const word of message.split(/\s+/)) {
    const last = `${all.at(-1)} ${word}`.trim();
    if (last.length > PART && all.at(-1)) all.push(word);
    else all[all.length - 1] = last;
  }
  return all;
}

/** A screen nobody has paired yet: it says so, small, to whoever sets it up. */
export const unpaired = (code = '') => html`
  <section class="scene unpaired">
    <p class="code">${code}</p>
    <p class="hint">${say(code ? 'screen.pair' : 'screen.not_paired')}</p>
  </section>`;

/** Is it not over yet? */
export const isDue = (/** @type {string | null | undefined} */ until, /** @type {number} */ now) =>
  !until || now < (instant(until) ?? now);
