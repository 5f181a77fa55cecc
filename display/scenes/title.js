// Words alone: an item's title, a number of the performance, a notice, a call to rise, the thanks.
import { html } from 'htm/preact';
import { fitted, heading, lines, organisation, rule, say, sheet, strip, text, titleLines } from './parts.js';

/** @typedef {import('./parts.js').Scene} Scene */
/** @typedef {import('./parts.js').View} View */

/** SC03: what is performed, and by whom. */
export const performance = (/** @type {Scene} */ scene, /** @type {View} */ view) =>
  sheet(
    'performance',
    strip(view),
    fitted(html`
    ${text('kicker', say('performance.heading'))}
    ${text('title', scene.title)}
    ${scene.performers && html`${rule()}${text('lead', scene.performers)}`}`),
  );

/** SC04: the call to rise for the flag. */
export const rise = () =>
  sheet('rise', null, fitted(lines('heading', [say('rise.stand'), say('rise.salute')])));

/** SC06: the title of the agenda item. */
export const itemTitle = (/** @type {Scene} */ scene, /** @type {View} */ view) =>
  sheet('item-title', strip(view), fitted(lines('title', titleLines(scene))));

/** SC22: the thanks at the end. */
export const thanks = (/** @type {Scene} */ _scene, /** @type {View} */ view) =>
  sheet(
    'thanks',
    organisation(view),
    fitted(html`
    ${heading(say('thanks.heading'))}
    ${rule()}
    ${lines('subtitle', view.conference.title_lines)}`),
    text('date', view.conference.date_line),
  );

/** SC23: a notice. */
export const notice = (/** @type {Scene} */ scene, /** @type {View} */ view) =>
  sheet('notice', strip(view), fitted(text('title', scene.text)));
