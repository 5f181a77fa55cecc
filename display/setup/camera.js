// The camera: whether there is one and the page may use it; a touch shows its picture for a moment.
import { preview } from './state.js';

/** @typedef {import('./state.js').Finding} Finding */

const SHOWN_FOR = 6_000; // ms
const WANTED = { video: { width: { ideal: 1280 }, height: { ideal: 720 } } };
/** @type {Record<string, string>} */
const FAULTS = { NotAllowedError: 'refused', NotReadableError: 'busy', AbortError: 'busy' };

/** @returns {Promise<Finding>} */
export async function lookAtCamera() {
  if (!isSecureContext) return { state: 'off', said: 'insecure', how: true };
  if (!navigator.mediaDevices) return missing();
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
  if (!devices.some(({ kind }) => kind === 'videoinput')) return missing();
  if ((await permission()) === 'denied') return fault('refused');
  return { state: 'ask', said: 'ready' };
}

/** Open the camera, show its picture for a moment, and let go of it. */
export async function tryCamera() {
  try {
    const stream = await navigator.mediaDevices.getUserMedia(WANTED);
    show(stream);
    return works(stream);
  } catch (error) {
    const { name } = /** @type {DOMException} */ (error);
    return name === 'NotFoundError' ? missing() : fault(FAULTS[name] ?? 'busy');
  }
}

function show(/** @type {MediaStream} */ stream) {
  preview.value = stream;
  setTimeout(() => {
    for (const track of stream.getTracks()) track.stop();
    preview.value = null;
  }, SHOWN_FOR);
}

/** @returns {Finding} */
function works(/** @type {MediaStream} */ stream) {
  const { width = 0, height = 0 } = stream.getVideoTracks()[0]?.getSettings() ?? {};
  return { state: 'good', said: 'works', values: () => ({ width, height }) };
}

/** Not every browser knows this permission by name. */
const permission = () =>
  navigator.permissions?.query({ name: /** @type {PermissionName} */ ('camera') })
    .then(({ state }) => state, () => 'prompt');

/** @returns {Finding} */
const missing = () => ({ state: 'off', said: 'missing', how: true });

/** @returns {Finding} */
const fault = (/** @type {string} */ said) => ({ state: 'todo', said, how: true });
