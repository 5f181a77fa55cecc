// An item's times against the plan: when it begins and ends, really or by what is known now, and how far off it is.
import { instant } from '../shared/clock.js';

const MINUTE = 60_000; // ms
const WAITS = new Set(['pending', 'moved']);

/** @typedef {{start: number | null, end: number | null, begun: boolean, guessed: boolean, off: number}} Timing */

/**
 * Instants in ms (null: it has none), and whole minutes off the plan (late: above zero).
 * `guessed` is true where the start is only expected, and not as planned.
 * @param {Record<string, any>} view
 * @param {Record<string, any>} item
 * @returns {Timing}
 */
export function timing(view, item) {
  const planned = instant(item.planned_start) ?? 0;
  const started = instant(item.started_at);
  if (started !== null) {
    const end = instant(item.ended_at);
    return { start: started, end, begun: true, guessed: false, off: Math.trunc((started - planned) / MINUTE) };
  }
  const drift = WAITS.has(item.state) ? Math.trunc((view.drift_s ?? 0) * 1000 / MINUTE) * MINUTE : 0;
  const end = (instant(item.planned_end) ?? planned) + drift;
  return { start: planned + drift, end, begun: false, guessed: drift !== 0, off: drift / MINUTE };
}
