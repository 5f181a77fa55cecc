// What a page may do in this browser: be secure, work offline, fill the screen and keep it on.
import { isHttps, isPorch } from './server.js';
import { server, trusted } from './state.js';

/** @typedef {import('./state.js').Finding} Finding */

const FULL_FOR = 2_000; // ms

/** @returns {Finding} */
export function secure() {
  if (isHttps()) return { state: 'good', said: 'https' };
  if (isPorch(server.value)) return { state: 'todo', said: trusted.value ? 'trusted' : 'untrusted', how: true };
  if (isSecureContext) return { state: 'good', said: 'here' };
  return { state: 'off', said: 'unsupported', how: true };
}

/** @returns {Finding} */
export function offline() {
  if (!isSecureContext) return { state: 'off', said: 'insecure', how: true };
  if (!('serviceWorker' in navigator)) return { state: 'off', said: 'missing', how: true };
  return { state: 'good', said: 'ready' };
}

/** @returns {Finding} */
export const awake = () =>
  'wakeLock' in navigator ? { state: 'good', said: 'ready' } : { state: 'off', said: 'off', how: true };

/** @returns {Finding} */
export const fullscreen = () =>
  document.fullscreenEnabled ? { state: 'good', said: 'ready' } : { state: 'off', said: 'missing', how: true };

/** Fill the screen for a moment. */
export async function tryFullscreen() {
  try {
    await document.documentElement.requestFullscreen();
    setTimeout(() => document.fullscreenElement && document.exitFullscreen(), FULL_FOR);
    return fullscreen();
  } catch {
    return /** @type {Finding} */ ({ state: 'off', said: 'missing', how: true });
  }
}

/** @returns {Finding} */
export const screenSize = () => ({
  state: 'info',
  said: 'size',
  values: () => ({ width: screen.width, height: screen.height, scale: Math.round(devicePixelRatio * 100) / 100 }),
});
