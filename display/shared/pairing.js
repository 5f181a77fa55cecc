// A device nobody knows asks to be let in: it shows four digits until a person at the desk has typed them.

const LOOK_EVERY = 2_000; // ms

/** @typedef {{token: string, name: string, role: string | null}} Pairing */

/**
 * Ask until somebody lets this device in; `onCode` is told the digits to show, again when they change.
 * @param {{kind: string, role?: string}} device
 * @param {(code: string) => void} onCode
 * @returns {Promise<Pairing>}
 */
export async function pair(device, onCode) {
  for (;;) {
    const asked = await post('/api/v1/pairings', device);
    if (asked) {
      onCode(asked.code);
      const pairing = await pickUp(asked.pickup);
      if (pairing) return pairing;
    }
    await pause();
  }
}

/** @returns {Promise<Pairing | null>} null when the digits are no longer good */
async function pickUp(/** @type {string} */ pickup) {
  for (;;) {
    await pause();
    const answer = await post('/api/v1/pairings/pick-up', { pickup });
    if (answer?.state !== 'waiting') return answer;
  }
}

async function post(/** @type {string} */ address, /** @type {object} */ body) {
  const headers = { 'Content-Type': 'application/json' };
  const answer = await fetch(address, { method: 'POST', headers, body: JSON.stringify(body) }).catch(
    () => null,
  );
  return answer?.ok ? answer.json() : null;
}

const pause = () => new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
