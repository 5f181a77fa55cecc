// The lobby: welcome, what is on and next, where to sit, who arrives; ceremonies and the technician's pictures as in the hall.
import { html } from 'htm/preact';
import { flag } from './flag.js';
import { fitted, organisation, rule, say, sheet, strip, text } from './parts.js';
import { name } from './persons.js';
import { black, testPattern } from './technical.js';
import { notice, thanks } from './title.js';
import { recess } from './waiting.js';

/** @typedef {import('./parts.js').Scene} Scene */
/** @typedef {import('./parts.js').View} View */
/** @typedef {{number: number | null, title: string, state: string}} Entry */
/** @typedef {{unit: string | null, rows: string[]}} Seats */
/** @typedef {{name: string, salutation?: string, from: string, until: string}} Arrival */

/** @type {Record<string, (scene: Scene, view: View, now: number) => any>} */
const AS_IN_THE_HALL = { SC05: flag, SC13: recess, SC22: thanks, SC23: notice, SC24: black, SC25: testPattern };

const ON = new Set(['current', 'paused']);
const TO_COME = new Set(['pending', 'moved']);
const NEXT_SHOWN = 6;
const SIDE_EVERY = 24_000; // ms: three pages of a list

/** The lobby's picture. */
export const lobby = (/** @type {Scene} */ scene, /** @type {View} */ view, /** @type {number} */ now) =>
  AS_IN_THE_HALL[scene.code]?.(scene, view, now) ?? reception(view, now);

const reception = (/** @type {View} */ view, /** @type {number} */ now) => {
  const current = view.programme?.find((/** @type {Entry} */ { state }) => ON.has(state));
  return current ? inSession(view, current, now) : welcoming(view, now);
};

const welcoming = (/** @type {View} */ view, /** @type {number} */ now) =>
  sheet(
    'lobby',
    organisation(view),
    sides(
      view,
      now,
      html`
      ${text('greeting', view.conference.welcome)}
      ${text('kicker', view.conference.title_short)}
      ${text('lead', say('welcome.starts', { time: view.conference.start_time }))}
      ${arrival(view, now)}
      ${programme(view.programme ?? [])}`,
    ),
    text('date', view.conference.date_line),
  );

const inSession = (/** @type {View} */ view, /** @type {Entry} */ current, /** @type {number} */ now) =>
  sheet(
    'lobby',
    strip(view),
    sides(
      view,
      now,
      html`
      ${text('label', say('lobby.now'))}${text('subject', current.title)}
      ${arrival(view, now)}
      ${programme(view.programme ?? [])}`,
    ),
  );

// What goes on at the left, where to sit at the right; on a portrait screen one after the other.
const sides = (/** @type {View} */ view, /** @type {number} */ now, /** @type {any} */ words) => {
  const all = view.seating ?? [];
  const turn = all.length ? Math.floor(now / SIDE_EVERY) % 2 : 'both';
  return html`<div class="sides" data-turn=${turn}>${fitted(words)}${seats(all)}</div>`;
};

const seats = (/** @type {Seats[]} */ all) =>
  all.length
    ? fitted(
        html`
        ${text('label', say('lobby.seats'))}
        <ul class="seats">${all.map(seat)}</ul>`,
        'seating',
      )
    : null;

const seat = (/** @type {Seats} */ { unit, rows }) => html`
  <li data-row>
    ${text('words', unit ?? say('lobby.guests'))}
    ${text('rows', say('lobby.rows', { rows: rows.join(', ') }))}
  </li>`;

// One at a time, for as long as the server says.
const arrival = (/** @type {View} */ view, /** @type {number} */ now) => {
  const isDue = (/** @type {Arrival} */ one) => Date.parse(one.from) <= now && now < Date.parse(one.until);
  const due = view.arrivals?.find(isDue);
  return due && html`
    <div class="arrival">
      ${text('kicker', say('lobby.arrival', { salutation: due.salutation ?? '' }))}${name(due.name)}
    </div>`;
};

function programme(/** @type {Entry[]} */ entries) {
  const coming = entries.filter(({ state }) => TO_COME.has(state)).slice(0, NEXT_SHOWN);
  if (!coming.length) return null;
  return html`${rule()}${text('label', say('lobby.next'))}
    <ol class="programme">${coming.map(
      (entry) => html`
      <li class="row" data-row><span class="place">${entry.number}</span>${text('words', entry.title)}</li>`,
    )}
    </ol>`;
}
