// Time as people read it: spans as m:ss, instants as local time where the conference is held.

const SECOND = 1_000; // ms
const MINUTE = 60_000; // ms

/** An instant of a view, or null when the view has none. */
export const instant = (/** @type {string | null | undefined} */ iso) => (iso ? Date.parse(iso) : null);

/** A span as `m:ss`; past zero it goes on counting, with a minus: `−1:05`. */
export function mmss(/** @type {number} */ ms) {
  const seconds = Math.ceil(ms / SECOND);
  const [sign, whole] = seconds < 0 ? ['−', -seconds] : ['', seconds];
  return `${sign}${Math.floor(whole / 60)}:${twoDigits(whole % 60)}`;
}

/** Whole minutes still to go, never below zero: 61 s are 2 minutes. */
export const minutesLeft = (/** @type {number} */ ms) => Math.max(0, Math.ceil(ms / MINUTE));

/** Local time `HH:MM` of an instant (ISO text or milliseconds) where the conference is held. */
export const localTime = (/** @type {string | number} */ when, /** @type {string} */ timeZone) =>
  formatter(timeZone).format(new Date(when));

/** Local time `HH:MM:SS` of an instant where the conference is held. */
export const clockOf = (/** @type {string | number} */ when, /** @type {string} */ timeZone) =>
  `${localTime(when, timeZone)}:${twoDigits(new Date(when).getUTCSeconds())}`;

/** @type {Map<string, Intl.DateTimeFormat>} */
const formatters = new Map();

function formatter(/** @type {string} */ timeZone) {
  const known =
    formatters.get(timeZone) ??
    new Intl.DateTimeFormat('vi', {
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone,
    });
  formatters.set(timeZone, known);
  return known;
}

const twoDigits = (/** @type {number} */ number) => String(number).padStart(2, '0');
