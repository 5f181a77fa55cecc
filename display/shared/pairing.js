// A device nobody knows asks to be let in: it shows four digits until a person at the desk has typed them.

const LOOK_EVERY = 2_000; // ms

/** @typedef {{token: string, name: string, role: string | null}} Pairing */

/**
 * Ask until somebody lets this device in; `onCode` is told the digits to show, again when they change.
 * Answers null once it is not wanted any longer: the device came in another way.
 * @param {{kind: string, role?: string}} device
 * @param {(code: string) => void} onCode
 * @param {() => boolean} isWanted
 * @returns {Promise<Pairing | null>}
 */
export async function pairWhile(device, onCode, isWanted) {
  while (isWanted()) {
    const asked = await post('/api/v1/pairings', device);
    if (asked) {
      onCode(asked.code);
      const pairing = await pickUp(asked.pickup, isWanted);
      if (pairing) return pairing;
    }
    await pause();
  }
  return null;
}

/** @returns {Promise<Pairing | null>} null when the digits are no longer good */
async function pickUp(/** @type {string} */ pickup, /** @type {() => boolean} */ isWanted) {
  while (isWanted()) {
    await pause();
    const answer = await post('/api/v1/pairings/pick-up', { pickup });
    if (answer?.state !== 'waiting') return answer;
  }
  return null;
}

async function post(/** @type {string} */ address, /** @type {object} */ body) {
  const headers = { 'Content-Type': 'application/json' };
  const answer = await fetch(address, { method: 'POST', headers, body: JSON.stringify(body) }).catch(
    () => null,
  );
  return answer?.ok ? answer.json() : null;
}

const pause = () => new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
