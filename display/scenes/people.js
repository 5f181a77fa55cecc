// People: delegates introduced, those at the presidium's table, whoever speaks.
import { html } from 'htm/preact';
import { fitted, heading, say, sheet, strip, text } from './parts.js';
import { people, personCard, row, list } from './persons.js';

/** @typedef {import('./parts.js').Scene} Scene */
/** @typedef {import('./parts.js').View} View */

/** SC07: one delegate, or one group, introduced. */
export const introduction = (/** @type {Scene} */ scene, /** @type {View} */ view) =>
  sheet(
    'introduction',
    strip(view),
    fitted(html`
    ${scene.people.length ? namedGroup(scene) : text('title', scene.title)}`),
  );

const namedGroup = (/** @type {Scene} */ scene) => html`
  ${text('kicker', scene.title || say('introduction.heading'))}
  ${people(scene.people)}`;

/** SC08: the presidium, or the secretaries, in stage order. */
export const presidium = (/** @type {Scene} */ scene) =>
  sheet(
    'presidium',
    null,
    fitted(html`
    ${heading(say(`presidium.${scene.role}`))}
    ${list(scene.people.map((/** @type {any} */ person) => row(person)))}`),
  );

/** SC09: who speaks, and about what. */
export const speaker = (/** @type {Scene} */ scene, /** @type {View} */ view) =>
  sheet(
    'speaker',
    strip(view),
    fitted(html`
    ${text('kicker', scene.title)}
    ${personCard(scene.person)}`),
  );

/** SC12: a contributed speech. */
export const speech = (/** @type {Scene} */ scene, /** @type {View} */ view) =>
  sheet(
    'speech',
    strip(view),
    fitted(html`
    ${text('kicker', say('speech.heading', { order: scene.order, of: scene.of }))}
    ${text('subject', scene.title)}
    ${personCard(scene.person)}`),
  );
