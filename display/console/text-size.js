// How large the prompter's words are, remembered on this device.
import { signal } from '@preact/signals';

const KEPT = 'hall.prompter.size';
const [LEAST, MOST, STEP] = [1, 2.2, 0.15]; // times the base size, never below it

const kept = Number(globalThis.localStorage?.getItem(KEPT));

/** The size now, as a multiple of the base size. */
export const size = signal(within(kept || LEAST));

/** Make the words larger. */
export const larger = () => choose(size.value + STEP);

/** Make the words smaller. */
export const smaller = () => choose(size.value - STEP);

function choose(/** @type {number} */ wanted) {
  size.value = within(wanted);
  localStorage.setItem(KEPT, String(size.value));
}

function within(/** @type {number} */ wanted) {
  return Math.min(MOST, Math.max(LEAST, wanted));
}
