// The line: how long a question takes there and back, and how far the two clocks are apart.
import { ServerClock } from '../shared/server-clock.js';
import { language, t } from '../shared/text.js';

/** @typedef {import('./state.js').Finding} Finding */

const QUESTIONS = 9;
const RIGHT = 2_000; // ms the clocks may differ before it is worth a word
const FAR = 12 * 3_600_000; // ms; certificates are good from the day before on
const QUICK = 150; // ms there and back
/** @type {[string, number][]} */
const SPANS = [['days', 86_400_000], ['hours', 3_600_000], ['minutes', 60_000], ['seconds', 1_000]];
const SAY_MORE_THAN = 2; // of a span; less is told in the smaller one

/** @returns {Promise<{clock: Finding, latency: Finding}>} */
export async function lookAtLine() {
  const clock = new ServerClock();
  /** @type {number[]} */
  const trips = [];
  for (let n = 0; n < QUESTIONS; n += 1) {
    const sent = performance.now();
    const server = await ask();
    if (server === null) continue;
    const received = performance.now();
    clock.learn(sent, server, received);
    trips.push(received - sent);
  }
  if (!trips.length) return { clock: unknown(), latency: unknown() };
  return { clock: judgeClock(clock.now() - Date.now()), latency: judgeTrip(median(trips)) };
}

/** What a difference of `ms` between the clocks means. */
export function judgeClock(/** @type {number} */ ms) {
  const apart = Math.abs(ms);
  if (apart <= RIGHT) return finding('good', 'right', () => ({ seconds: decimal(apart / 1_000) }));
  if (apart < FAR) return finding('info', 'off', () => ({ span: span(apart) }));
  return { ...finding('todo', 'far', () => ({ span: span(apart) })), how: true };
}

/** What a round trip of `ms` means. */
export function judgeTrip(/** @type {number} */ ms) {
  const values = () => ({ ms: Math.max(1, Math.round(ms)) });
  return ms <= QUICK ? finding('good', 'quick', values) : { ...finding('todo', 'slow', values), how: true };
}

function span(/** @type {number} */ ms) {
  const [name, length] = SPANS.find(([, length]) => ms >= SAY_MORE_THAN * length) ?? ['seconds', 1_000];
  return t(`setup.span.${name}`, { n: Math.round(ms / length) });
}

const ask = () =>
  fetch('/setup/time', { cache: 'no-store' })
    .then((answer) => answer.json())
    .then(({ ms }) => /** @type {number} */ (ms))
    .catch(() => null);

const median = (/** @type {number[]} */ numbers) =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

const decimal = (/** @type {number} */ number) =>
  new Intl.NumberFormat(language(), { maximumFractionDigits: 1 }).format(number);

/** @returns {Finding} */
const finding = (
  /** @type {import('./state.js').State} */ state, /** @type {string} */ said, /** @type {Finding['values']} */ values,
) => ({ state, said, values });

/** @returns {Finding} */
const unknown = () => ({ state: 'todo', said: 'unknown', how: true });
