// Puts a scan to the server by whichever road answers first; its id makes the second road harmless.

const SECOND_ROAD_MS = 800;
const RETRY_MS = 300;
const PATIENCE_MS = 3_000;

/**
 * @typedef {{id: string, code: string, direction?: string, foreign?: string}} CheckIn; without a code
 *   it tells which kind of foreign code was shown
 * @typedef {import('./verdict.js').Answer} Answer
 * @typedef {(scan: CheckIn) => Promise<Answer | null>} Road resolves to null when it has no answer
 */

/**
 * The answer to `scan`, or null when no road had one in time.
 * @returns {Promise<Answer | null>}
 */
export async function ask(/** @type {CheckIn} */ scan, /** @type {Road[]} */ roads) {
  const deadline = performance.now() + PATIENCE_MS;
  do {
    const answer = await firstAnswer(scan, roads);
    if (answer) return answer;
    await pause(RETRY_MS);
  } while (performance.now() < deadline);
  return null;
}

/** @returns {Promise<Answer | null>} */
function firstAnswer(/** @type {CheckIn} */ scan, /** @type {Road[]} */ [road, ...others]) {
  if (!road) return Promise.resolve(null);
  return new Promise((resolve) => {
    /** @type {Promise<Answer | null> | null} */
    let rest = null;
    const tryOthers = () => (rest ??= firstAnswer(scan, others));
    const waiting = setTimeout(() => tryOthers().then((answer) => answer && resolve(answer)),
      SECOND_ROAD_MS);
    road(scan).then(async (answer) => {
      clearTimeout(waiting);
      resolve(answer ?? await tryOthers());
    });
  });
}

/** The road over the live connection. */
export const bySocket = (/** @type {{emit: (event: string, scan: CheckIn) => Promise<any>}} */ live) =>
  async (/** @type {CheckIn} */ scan) => verdictIn(await live.emit('check_in', scan));

/** The road by a request of its own, for a paired device or a signed-in person. */
export const byRequest = (/** @type {() => string | null} */ token) =>
  async (/** @type {CheckIn} */ scan) => {
    const bearer = token();
    try {
      const response = await fetch('/api/v1/check-ins', {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          ...(bearer && { Authorization: `Bearer ${bearer}` }),
        },
        body: JSON.stringify(scan),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      return response.ok ? verdictIn(await response.json()) : null;
    } catch {
      return null;
    }
  };

// A refusal to talk to this device is no answer to the delegate.
const verdictIn = (/** @type {any} */ reply) => (reply?.verdict ? /** @type {Answer} */ (reply) : null);

const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));
