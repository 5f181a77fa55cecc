// The lobby: welcome, what is on now, what comes next; ceremonies and the technician's pictures as in the hall.
import { html } from 'htm/preact';
import { flag } from './flag.js';
import { fitted, organisation, rule, say, sheet, strip, text } from './parts.js';
import { black, testPattern } from './technical.js';
import { notice } from './title.js';
import { recess } from './waiting.js';

/** @typedef {import('./parts.js').Scene} Scene */
/** @typedef {import('./parts.js').View} View */
/** @typedef {{number: number | null, title: string, state: string}} Entry */

/** @type {Record<string, (scene: Scene, view: View, now: number) => any>} */
const AS_IN_THE_HALL = { SC05: flag, SC13: recess, SC23: notice, SC24: black, SC25: testPattern };

const ARRIVALS_SHOWN = 3;
const NEXT_SHOWN = 6;

/** The lobby's picture. */
export const lobby = (/** @type {Scene} */ scene, /** @type {View} */ view, /** @type {number} */ now) =>
  AS_IN_THE_HALL[scene.code]?.(scene, view, now) ?? reception(view);

const reception = (/** @type {View} */ view) => {
  const current = view.programme?.find((/** @type {Entry} */ entry) => entry.state === 'current');
  return current ? inSession(view, current) : welcoming(view);
};

const welcoming = (/** @type {View} */ view) =>
  sheet(
    'lobby',
    organisation(view),
    fitted(html`
    ${text('greeting', view.conference.welcome)}
    ${text('kicker', view.conference.title_short)}
    ${text('lead', say('welcome.starts', { time: view.conference.start_time }))}
    ${arrivals(view.arrivals ?? [])}
    ${rule()}
    ${programme(view.programme ?? [])}`),
    text('date', view.conference.date_line),
  );

const inSession = (/** @type {View} */ view, /** @type {Entry} */ current) =>
  sheet(
    'lobby',
    strip(view),
    fitted(html`
    ${nowOn(current)}
    ${arrivals(view.arrivals ?? [])}
    ${rule()}
    ${programme(view.programme ?? [])}`),
  );

const nowOn = (/** @type {Entry} */ entry) => html`
  <div class="now-on">${text('label', say('lobby.now'))}${text('title', entry.title)}</div>`;

const arrivals = (/** @type {{name: string, salutation?: string}[]} */ all) =>
  all.slice(0, ARRIVALS_SHOWN).map(
    (one) => html`
    <p class="arrival">${say('lobby.arrival', { salutation: one.salutation ?? '', name: one.name })}</p>`,
  );

function programme(/** @type {Entry[]} */ entries) {
  const coming = entries.filter(({ state }) => state === 'pending').slice(0, NEXT_SHOWN);
  if (!coming.length) return null;
  return html`${text('label', say('lobby.next'))}
    <ol class="programme">${coming.map(
      (entry) => html`
      <li class="row" data-row><span class="place">${entry.number}</span>${text('words', entry.title)}</li>`,
    )}
    </ol>`;
}
