// The backdrop: the conference's own title, as on the wall behind the stage. Right whenever nothing else is.
import { html } from 'htm/preact';
import { fitted, lines, organisation, rule, sheet, text } from './parts.js';

/** @typedef {import('./parts.js').Scene} Scene */
/** @typedef {import('./parts.js').View} View */

/** SC00: organisation, title, theme, place and date. */
export const backdrop = (/** @type {Scene} */ _scene, /** @type {View} */ view) =>
  sheet('backdrop', organisation(view), fitted(title(view)), text('date', view.conference.date_line));

const title = (/** @type {View} */ { conference }) => html`
  ${lines('title', conference.title_lines)}
  ${conference.theme && html`${rule()}${text('theme', quoted(conference.theme))}`}`;

const quoted = (/** @type {string} */ theme) => (/^[“"]/.test(theme) ? theme : `“${theme}”`);
