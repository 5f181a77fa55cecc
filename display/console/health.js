// How a screen or kiosk is doing, in words: here, lost, behind, or with another picture.
import { t } from '../shared/text.js';
import { timeOf } from './words.js';

/** How a screen or kiosk is doing, in one word for the catalogue. */
export function health(/** @type {any} */ { state, connected, last_seen: seen }) {
  if (state) return state;
  if (connected) return 'connected';
  return seen ? 'lost' : 'never';
}

/** How a screen or kiosk is doing, as the operator reads it. */
export const healthWords = (/** @type {any} */ view, /** @type {any} */ one) =>
  t(`console.screens.${health(one)}`, { time: timeOf(view, one.last_seen) });
