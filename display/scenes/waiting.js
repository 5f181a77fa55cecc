// Before the conference goes on: the welcome, the call to be seated, the break.
import { html } from 'htm/preact';
import { instant, localTime, minutesLeft, mmss } from '../shared/clock.js';
import { fitted, heading, lines, organisation, rule, say, sheet, strip, text } from './parts.js';

/** @typedef {import('./parts.js').Scene} Scene */
/** @typedef {import('./parts.js').View} View */

/** SC01: the welcome line and when the conference begins. */
export const welcome = (/** @type {Scene} */ _scene, /** @type {View} */ view) =>
  sheet(
    'welcome',
    organisation(view),
    fitted(html`
    ${text('greeting', view.conference.welcome)}
    ${lines('title', view.conference.title_lines)}
    ${rule()}
    ${text('lead', say('welcome.starts', { time: view.conference.start_time }))}`),
    text('date', view.conference.date_line),
  );

/** SC02: how many minutes until the conference begins or goes on, and the phones. */
export const settle = (/** @type {Scene} */ scene, /** @type {View} */ view, /** @type {number} */ now) =>
  sheet(
    'settle',
    strip(view),
    fitted(html`
    ${heading(callToOrder(scene, now))}
    ${rule()}
    ${text('lead', say('settle.please'))}`),
  );

function callToOrder(/** @type {Scene} */ scene, /** @type {number} */ now) {
  const minutes = minutesLeft((instant(scene.until) ?? now) - now);
  const call = scene.recall ? 'settle.recall' : 'settle.start';
  return minutes ? say(call, { n: minutes }) : say(`${call}_now`);
}

/** SC13: the break, when the conference goes on, and where refreshments are. */
export const recess = (/** @type {Scene} */ scene, /** @type {View} */ view, /** @type {number} */ now) =>
  sheet(
    'recess',
    strip(view),
    fitted(html`
    ${heading(say('break.heading'))}
    ${text('lead', goesOn(scene, view))}
    ${countdown(instant(scene.until), now)}
    ${text('detail', scene.refreshments)}`),
  );

function goesOn(/** @type {Scene} */ scene, /** @type {View} */ view) {
  if (!scene.until) return null;
  return say('break.until', { time: localTime(scene.until, view.conference.time_zone) });
}

const countdown = (/** @type {number | null} */ until, /** @type {number} */ now) =>
  until === null || until <= now ? null : html`<p class="countdown">${mmss(until - now)}</p>`;
