// The fence around a locked page: what a guest touches or presses leads nowhere, and the page fills the screen.
import { effect } from '@preact/signals';
import { bare, held, lock, staff } from './state.js';

const HOLD_MS = 2_000;
const HELD_AT = '.kiosk-name, .machine time';
const LOOK_EVERY_MS = 1_000;
const PLAIN = /^(?:.|Enter|Shift|CapsLock|Process|Dead|Unidentified)$/u;
const SEARCHES = new Set(['/', "'"]);
const SWALLOWED = ['contextmenu', 'auxclick', 'dragstart', 'dragover', 'drop', 'gesturestart'];

let isLeaving = false;
let isRefused = false;
let stands = false;
let timer = 0;

/** Put the fence up; it stands while the page is locked and no staff are in. */
export function fence() {
  for (const event of SWALLOWED) addEventListener(event, swallow, true);
  addEventListener('keydown', pressed, true);
  addEventListener('wheel', (/** @type {WheelEvent} */ event) => event.ctrlKey && swallow(event), { capture: true, passive: false });
  addEventListener('beforeunload', (event) => held.value && !isLeaving && event.preventDefault());
  addEventListener('popstate', wentBack);
  for (const event of ['pointerup', 'keydown']) {
    addEventListener(event, fill, true);
    addEventListener(event, standBefore, true);
  }
  addEventListener('pointerdown', touched, true);
  for (const event of ['pointerup', 'pointercancel']) addEventListener(event, () => clearTimeout(timer), true);
  document.addEventListener('fullscreenchange', look);
  setInterval(look, LOOK_EVERY_MS);
  effect(() => {
    if (held.value) history.pushState(null, '');
    if (!lock.value) staff.value = 'away';
    look();
  });
}

/** Open the page afresh, or another one: our own doing, which the fence lets pass. */
export function leaveFor(/** @type {() => void} */ go) {
  isLeaving = true;
  go();
}

/** Whether the page fills the screen: by its own doing, or because the browser was started so. */
const isFull = () =>
  Boolean(document.fullscreenElement) || matchMedia('(display-mode: fullscreen)').matches;

function look() {
  bare.value = held.value && document.fullscreenEnabled && !isRefused && !isFull();
}

// Browsers fill the screen only for somebody who touches it or presses a key; a scanner's key will do.
async function fill() {
  if (!bare.value) return;
  try {
    await document.documentElement.requestFullscreen({ navigationUI: 'hide' });
    await /** @type {any} */ (navigator).keyboard?.lock?.();
  } catch (error) {
    isRefused = /** @type {Error} */ (error).name !== 'TypeError' ? isRefused : !isFull();
  }
  look();
}

// Going back leads to this very page. Browsers pass over a page that nobody has touched since it said so.
function standBefore() {
  if (!held.value || stands) return;
  history.pushState(null, '');
  stands = true;
}

function wentBack() {
  if (!held.value) return;
  history.pushState(null, '');
  stands = false;
}

function swallow(/** @type {Event} */ event) {
  if (held.value) event.preventDefault();
}

function pressed(/** @type {KeyboardEvent} */ event) {
  const { key, code, ctrlKey, altKey, metaKey } = event;
  if (ctrlKey && altKey && code === 'KeyK' && !event.repeat) askStaff();
  if (ctrlKey || altKey || metaKey || SEARCHES.has(key) || !PLAIN.test(key)) swallow(event);
}

function touched(/** @type {PointerEvent} */ { target }) {
  clearTimeout(timer);
  const isHere = target instanceof Element && target.closest(HELD_AT);
  if (isHere) timer = window.setTimeout(askStaff, HOLD_MS);
}

function askStaff() {
  if (lock.value && staff.value === 'away') staff.value = 'asked';
}
