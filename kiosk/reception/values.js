// From the fields of a form to the arguments of a command.
import { localTime } from '../../display/shared/clock.js';

const MINUTE_MS = 60_000;
const DAY_MIN = 24 * 60;

/**
 * @typedef {import('./actions.js').Action} Action
 * @typedef {import('./search.js').Person} Person
 * @typedef {Record<string, string>} Values
 */

/** What stands in the fields of `action` when it is opened. */
export const firstValues = (
  /** @type {Action} */ { fields },
  /** @type {Person | null} */ person,
  /** @type {Record<string, any>} */ view,
) => Object.fromEntries(fields.map(({ name, value }) => [name, value?.(person, view) ?? '']));

/** The first field that still has to be filled in, or null. */
export const firstMissing = (
  /** @type {Action} */ action, /** @type {Values} */ values,
) => action.fields.find(({ name, required }) => required && !values[name]?.trim()) ?? null;

/**
 * The arguments of the command: what is empty or unchanged is left out.
 * @param {Action} action
 * @param {{person: Person | null, values: Values, first: Values,
 *   now: number, timeZone: string}} given
 */
export function argumentsOf(action, { person, values, first, now, timeZone }) {
  const { came_at: cameAt, minutes, ...texts } = values;
  const kept = Object.entries(texts)
    .filter(([name, value]) => (action.changesOnly ? value !== first[name] : value.trim()))
    .map(([name, value]) => [name, value.trim()]);
  return {
    ...(person && { person: person.id }),
    ...action.fixed,
    ...Object.fromEntries(kept),
    ...(minutes && { minutes: Number(minutes) }),
    ...(cameAt && { happened_at: earlierToday(cameAt, now, timeZone) }),
  };
}

/** The instant at which the clock last showed `time`, as `HH:MM`. */
export function earlierToday(
  /** @type {string} */ time, /** @type {number} */ now, /** @type {string} */ timeZone,
) {
  const ago = minutesOf(localTime(now, timeZone)) - minutesOf(time);
  const whole = Math.floor(now / MINUTE_MS) * MINUTE_MS;
  return new Date(whole - (ago < 0 ? ago + DAY_MIN : ago) * MINUTE_MS).toISOString();
}

function minutesOf(/** @type {string} */ time) {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
