// The checks in the order of the page: each looks by itself, some can be tried by a touch.
import { lookAtCamera, tryCamera } from './camera.js';
import { lookAtLine } from './line.js';
import { awake, fullscreen, offline, screenSize, secure, tryFullscreen } from './page.js';
import { lookAtSound, trySound } from './sound.js';
import { findings } from './state.js';
import { lookAtStorage, tryStorage } from './storage.js';
import { lookAtSocket } from './socket.js';

/** @typedef {import('./state.js').Finding} Finding */

/** @type {string[]} */
export const CHECKS = [
  'secure', 'socket', 'latency', 'clock', 'camera', 'storage', 'offline', 'sound', 'fullscreen', 'awake', 'screen',
];

/** @type {Record<string, () => Finding | Promise<Finding>>} */
const LOOKS = {
  secure,
  socket: lookAtSocket,
  camera: lookAtCamera,
  storage: lookAtStorage,
  offline,
  sound: lookAtSound,
  fullscreen,
  awake,
  screen: screenSize,
};

/** @type {Record<string, () => Promise<Finding>>} */
const TRIES = { camera: tryCamera, storage: tryStorage, sound: trySound, fullscreen: tryFullscreen };

/** @type {import('./state.js').Finding} */
const WAITING = { state: 'wait', said: '' };

/** What is known of one check. */
export const found = (/** @type {string} */ name) => findings.value[name] ?? WAITING;

/** Whether a touch can tell more. */
export const isTriable = (/** @type {string} */ name) =>
  name in TRIES && (found(name).state === 'ask' || name === 'sound' || name === 'fullscreen') && !found(name).how;

/** Look at everything. */
export async function look() {
  const lines = lookAtLine().then((both) => (findings.value = { ...findings.value, ...both }));
  await Promise.all([lines, ...Object.keys(LOOKS).map(lookAtOne)]);
}

/** Try one thing, by the touch of a person. */
export async function attempt(/** @type {string} */ name) {
  note(name, await /** @type {() => Promise<Finding>} */ (TRIES[name])());
}

async function lookAtOne(/** @type {string} */ name) {
  note(name, await /** @type {() => Finding | Promise<Finding>} */ (LOOKS[name])());
}

function note(/** @type {string} */ name, /** @type {Finding} */ finding) {
  findings.value = { ...findings.value, [name]: finding };
}
