// The devices of the house: let one in, list those that are in, let one in no longer.

const ADDRESS = '/api/v1/devices';
const NUMBER = /(\d+)$/;

/** @typedef {{kind: string, name: string, role: string | null, gate?: string | null, direction?: string}} Device */

/** Let in the device that shows `code`; answers what it is now, or the refusal. */
export const letIn = (/** @type {{code: string, name: string, role?: string, gate?: string, direction?: string}} */ device) =>
  asked('POST', ADDRESS, device);

/** Look no more at the device that shows `code`, or at any from where it is; answers with the refusal, if there is one. */
export const dismiss = (/** @type {string} */ code, /** @type {boolean} */ neighbours) =>
  asked('DELETE', `/api/v1/pairings/${code}?neighbours=${Number(neighbours)}`);

/** Let a device in no longer. */
export const turnOut = (/** @type {string} */ name) =>
  asked('DELETE', `${ADDRESS}/${encodeURIComponent(name)}`);

/** Hold a kiosk to its page by a PIN, or (`null`) let it go; answers with the refusal, if there is one. */
export const lockKiosk = (/** @type {string} */ name, /** @type {string | null} */ pin) =>
  asked(pin === null ? 'DELETE' : 'PUT', `/api/v1/kiosks/${encodeURIComponent(name)}/lock`, { pin });

/** Tell where a kiosk stands and which way it counts; answers with the refusal, if there is one. */
export const placeKiosk = (/** @type {string} */ name, /** @type {{gate: string, direction: string}} */ place) =>
  asked('PUT', `/api/v1/kiosks/${encodeURIComponent(name)}/place`, place);

/** Every device that is in. @returns {Promise<Device[]>} */
export const pairedDevices = async () => (await asked('GET', ADDRESS)).devices ?? [];

/**
 * The name to offer a device that waits: a screen of the plan nobody has hung yet, else the next number.
 * @param {any} view
 * @param {{kind: string, role?: string | null}} device
 * @param {string} word what names of its kind begin with
 */
export function nameFor(view, { kind, role }, word) {
  const { screens = [], kiosks = [] } = view;
  const isScreen = kind === 'screen';
  const unhung = isScreen && screens.find((/** @type {any} */ one) =>
    one.role === (role ?? 'hall') && !one.connected && !one.last_seen);
  if (unhung) return unhung.name;
  const first = isScreen ? `${role ?? 'hall'}-` : `${word} `;
  return `${first}${freeNumber((isScreen ? screens : kiosks).map((/** @type {any} */ one) => one.name), first)}`;
}

/** The lowest number that no name beginning so has. */
function freeNumber(/** @type {string[]} */ names, /** @type {string} */ first) {
  const taken = new Set(names.filter((name) => name.toLowerCase().startsWith(first.toLowerCase()))
    .map((name) => Number(NUMBER.exec(name)?.[1])));
  let number = 1;
  while (taken.has(number)) number += 1;
  return number;
}

async function asked(/** @type {string} */ method, /** @type {string} */ address, /** @type {object} */ body = {}) {
  const how = ['POST', 'PUT'].includes(method) ? { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) } : {};
  const answer = await fetch(address, { method, ...how });
  return answer.json();
}
