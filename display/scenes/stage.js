// The stage monitor: the speaker's clock, what is on, what is next, a note from the console; nothing else.
import { html } from 'htm/preact';
import { instant, localTime, mmss } from '../shared/clock.js';
import { isDue } from './over.js';
import { fitted, say, text } from './parts.js';
import { black, testPattern } from './technical.js';

/** @typedef {import('./parts.js').Scene} Scene */
/** @typedef {import('./parts.js').View} View */
/** @typedef {{started_at?: string, target_s?: number | null, paused_at?: string | null, paused_s?: number}} Timed */

const WARN_BEFORE = 60_000; // ms
const UNTIMED = new Set(['flag_ceremony', 'leader_speech']); // nobody hurries a guest or the flag

/** @type {Record<string, () => any>} */
const INSTEAD = { SC24: black };

/** The stage monitor's picture. */
export function stage(/** @type {Scene} */ scene, /** @type {View} */ view, /** @type {number} */ now) {
  if (scene.code === 'SC25') return testPattern(scene);
  return INSTEAD[scene.code]?.() ?? monitor(scene, view, now);
}

const monitor = (/** @type {Scene} */ scene, /** @type {View} */ view, /** @type {number} */ now) => html`
  <section class="scene stage">
    <header class="on-now">
      ${fitted(html`${text('label', say('stage.now'))}${text('title', view.item?.title ?? view.conference.title_short)}
        ${text('step', view.step?.title)}`)}
    </header>
    ${timer(timeLeft(scene, view, now), view, now)}
    ${noted(view, now)}
    <footer class="coming">${leaf(view)}${fitted(coming(view))}</footer>
  </section>`;

const noted = (/** @type {View} */ { note }, /** @type {number} */ now) =>
  note?.text && isDue(note.until, now) ? html`<div class="note">${fitted(text('words', note.text))}</div>` : null;

const coming = (/** @type {View} */ { next, precall }) =>
  next &&
  html`${text('label', say('stage.next'))}${text('title', next.item?.title)}${text('step', next.step?.title)}
    ${linedUp(precall)}`;

/** The slide that comes next, small, beside what comes next. */
const leaf = (/** @type {View} */ { next }) =>
  next?.step?.image && html`<img class="leaf" src=${next.step.image} alt="" />`;

/** Who lines up behind the stage now, for the batch after the one that is on. */
const linedUp = (/** @type {any} */ precall) =>
  precall &&
  text('precall', say('stage.precall', {
    ...precall,
    names: precall.people.map((/** @type {any} */ one) => one.collective ?? one.name).join(', '),
  }));

const timer = (/** @type {number | null} */ left, /** @type {View} */ view, /** @type {number} */ now) => {
  const tone = left === null ? 'plain' : left <= 0 ? 'over' : left <= WARN_BEFORE ? 'warning' : 'good';
  return html`
    <div class="timer ${tone}">
      ${text('label', say(`stage.${tone}`))}
      <p class="digits">${left === null ? localTime(now, view.conference.time_zone) : mmss(left)}</p>
    </div>`;
};

/** Milliseconds the speaker, or the break, still has; null when this is not timed. */
export function timeLeft(/** @type {Scene} */ scene, /** @type {View} */ view, /** @type {number} */ now) {
  const until = instant(scene.until);
  if (until !== null) return until - now;
  if (!view.item || UNTIMED.has(view.item.kind)) return null;
  if (view.media?.duration_s && view.media.state === 'playing') return filmLeft(view.media, now);
  const timed = view.step?.target_s ? { ...pauseOf(view.item, view.step), ...view.step } : view.item;
  return timed.target_s ? timed.target_s * 1000 - spent(timed, now) : null;
}

// A film's end is known to the second; its own clock is that of the screen that is heard.
function filmLeft(/** @type {any} */ { origin, at, position_s: place, duration_s: lasts }, /** @type {number} */ now) {
  const began = origin ?? (instant(at) ?? now) - place * 1000;
  const left = Math.min(lasts * 1000, began + lasts * 1000 - now);
  return left > 0 ? left : null;
}

// A pause counts against the step only when it began after the step did.
const pauseOf = (/** @type {Timed} */ { paused_at: at }, /** @type {Timed} */ step) =>
  at && step.started_at && at >= step.started_at ? { paused_at: at } : {};

function spent(
  /** @type {Timed} */ { started_at: at, paused_at: paused, paused_s: before = 0 },
  /** @type {number} */ now,
) {
  const start = instant(at) ?? now;
  return (instant(paused) ?? now) - start - before * 1000;
}
