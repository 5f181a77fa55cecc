// How late the morning runs, now: the view's figure, grown by the time nobody has used up since.
import { instant } from '../shared/clock.js';

const MINUTE = 60; // seconds

/** Seconds late (negative: early) and the expected end in ms, at `now`. */
export function forecast(/** @type {Record<string, any>} */ view, /** @type {number} */ now) {
  const grown = view.phase === 'closed' ? 0 : Math.max(0, now - standsStillFrom(view));
  const isAwaited = !view.item && !view.conference.starts_at; // nobody named an hour to be late for
  return {
    drift: (view.drift_s ?? 0) + (isAwaited ? 0 : grown / 1000),
    end: (instant(view.expected_end) ?? now) + grown,
  };
}

/** Which words the drift is said with: less than a minute is on time. */
export function driftWords(/** @type {number} */ seconds) {
  const n = Math.floor(Math.abs(seconds) / MINUTE);
  if (n === 0) return { key: 'console.drift.on_time', n };
  return { key: seconds > 0 ? 'console.drift.late' : 'console.drift.early', n };
}

/** The items to come that can give time, by the office's own word: never a ceremony or a guest's speech. */
export const savings = (/** @type {{items?: any[]}} */ { items = [] }) =>
  items.filter(({ gives_s: seconds, gives_time: how, locked }) => seconds >= MINUTE && how && !locked);

/** Whole minutes the items to come can give. */
export const canGive = (/** @type {{items?: any[]}} */ view) =>
  Math.floor(savings(view).reduce((sum, { gives_s: seconds }) => sum + seconds, 0) / MINUTE);

/** Milliseconds an item or a step has run at `now`, without its pauses. */
export function elapsed(/** @type {Record<string, any>} */ timed, /** @type {number} */ now) {
  const began = instant(timed.started_at);
  if (began === null) return 0;
  return Math.max(0, (instant(timed.paused_at) ?? now) - began - (timed.paused_s ?? 0) * 1000);
}

/** What the big clock counts: the step where it has minutes of its own (a speech), else the item. */
export function timed(/** @type {Record<string, any>} */ { item, step }) {
  if (!step?.target_s) return item;
  const began = item.paused_at && item.paused_at >= step.started_at; // a pause of the item stops its step
  return began ? { ...step, paused_at: item.paused_at } : step;
}

/** From when on waiting moves the end: the item has used its minutes up, or nothing runs. */
function standsStillFrom(/** @type {Record<string, any>} */ view) {
  const seen = instant(view.at) ?? Infinity;
  if (!view.item?.started_at) return Math.max(seen, instant(view.conference.starts_at) ?? seen);
  if (view.item.paused_at) return seen;
  const left = (view.item.target_s ?? 0) * 1000 - elapsed(view.item, seen);
  return seen + Math.max(0, left);
}
