// Two slots, one on the wall: the next picture is made ready in the other, then takes its place in one frame.
import { clear, images, paint, tick } from './paint.js';

/** @typedef {import('./paint.js').Picture} Picture */

const DISSOLVE = 300; // ms
const LAST_FEW = 5;
const NEVER_DISSOLVED = new Set(['SC05', 'SC24']);

/** Does `next` come softly after `last`? Never at first, never to or from the flag or black. */
export const isSoft = (/** @type {Picture | null} */ last, /** @type {Picture} */ next) =>
  Boolean(last) &&
  next.scene.transition !== 'cut' &&
  next.view.screen?.mode !== 'standby' &&
  ![last?.scene.code, next.scene.code].some((code) => NEVER_DISSOLVED.has(code ?? ''));

export class Swap {
  #slots;
  #ticket = 0;
  /** @type {number[]} */
  #took = [];
  /** @type {Picture | null} */
  #shown = null;
  /** @type {Animation | null} */
  #dissolve = null;
  /** @type {Set<string>} addresses of pictures that could not be had */
  #missing = new Set();
  #isTrying = false;

  /** @param {HTMLElement} stage an element that the slots fill */
  constructor(stage) {
    this.#slots = [slot(stage), slot(stage)];
  }

  /**
   * Show `picture` once it is ready and `due` has come; when it can't be drawn, the last one stays.
   * @param {Picture} picture
   * @param {() => Promise<any>} due
   * @returns {Promise<'shown' | 'failed' | 'overtaken'>}
   */
  async show(picture, due = () => Promise.resolve()) {
    const ticket = (this.#ticket += 1);
    const begun = performance.now();
    this.#settle();
    const next = this.#free;
    if (!attempt(next, picture)) return 'failed';
    const missing = next.querySelector('img') ? await images(next) : [];
    this.#took = [...this.#took.slice(1 - LAST_FEW), performance.now() - begun];
    if (this.#shown) await due();
    if (ticket !== this.#ticket) return 'overtaken';
    this.#missing = new Set(missing);
    if (missing.length) attempt(next, this.#without(picture));
    this.#turn(next, isSoft(this.#shown, picture));
    this.#shown = picture;
    return 'shown';
  }

  /** What is shown stays: whatever is under way no longer comes. */
  stay() {
    this.#ticket += 1;
  }

  /** Ask once more for what is missing; once more of it is there, it comes in one frame. Has it? */
  async retry(/** @type {Picture} */ picture) {
    if (this.#isTrying) return false;
    this.#isTrying = true;
    const missing = await this.#ask(picture).finally(() => (this.#isTrying = false));
    if (!missing || missing.length >= this.#missing.size) return false;
    this.#missing = new Set(missing);
    attempt(this.#free, this.#without(picture));
    this.#turn(this.#free, false);
    this.#shown = picture;
    return true;
  }

  // In the free slot, where one that is slow goes on loading; what still can't be had, or null when overtaken.
  async #ask(/** @type {Picture} */ picture) {
    const ticket = this.#ticket;
    const slot = this.#free;
    if (isBroken(slot)) clear(slot);
    if (!attempt(slot, picture)) return null;
    const missing = await images(slot);
    return ticket === this.#ticket ? missing : null;
  }

  /** The longest that one of the last pictures took to be ready, in ms. */
  get took() {
    return Math.max(0, ...this.#took);
  }

  /** The picture that is shown, if any. */
  get shown() {
    return this.#shown;
  }

  /** Draw what is shown once more: only time, or the view around the scene, has changed. */
  refresh(/** @type {Picture} */ picture, isFitted = true) {
    if (!this.#shown) return;
    (isFitted ? tick : paint)(this.#current, this.#without(picture));
  }

  /** Is a picture of the scene missing on the wall? */
  get isIncomplete() {
    return this.#missing.size > 0;
  }

  // A scene whose picture could not be had stands without it: the report's title, the name alone.
  /** @returns {Picture} */
  #without(/** @type {Picture} */ picture) {
    if (!this.#missing.size) return picture;
    const without = (/** @type {Record<string, any>} */ whole) =>
      /** @type {any} */ (Object.fromEntries(Object.entries(whole).filter(([, value]) => !this.#missing.has(value))));
    const { conference, next } = picture.view;
    const view = { ...picture.view, conference: without(conference), next: next?.step ? { ...next, step: without(next.step) } : next };
    return { ...picture, view, scene: without(picture.scene) };
  }

  get #current() {
    return /** @type {HTMLElement} */ (this.#slots[0]);
  }

  get #free() {
    return /** @type {HTMLElement} */ (this.#slots[1]);
  }

  #turn(/** @type {HTMLElement} */ next, /** @type {boolean} */ soft) {
    const last = this.#current;
    this.#slots.reverse();
    next.style.zIndex = '1';
    last.style.zIndex = '0';
    next.style.visibility = 'visible';
    if (!soft) return leave(last);
    this.#dissolve = next.animate({ opacity: [0, 1] }, { duration: DISSOLVE, easing: 'ease-in-out' });
    this.#dissolve.onfinish = () => leave(last);
  }

  // A dissolve still running ends at once: the free slot must be out of sight before it is drawn in.
  #settle() {
    this.#dissolve?.cancel();
    this.#dissolve = null;
    leave(this.#free);
  }
}

function slot(/** @type {HTMLElement} */ stage) {
  const box = stage.appendChild(document.createElement('div'));
  box.className = 'picture-box slot';
  leave(box);
  return box;
}

/** Has an image in there failed? The browser asks for it again only in another element. */
const isBroken = (/** @type {HTMLElement} */ box) =>
  [...box.querySelectorAll('img')].some(({ complete, naturalWidth }) => complete && !naturalWidth);

function leave(/** @type {HTMLElement} */ box) {
  box.style.visibility = 'hidden';
}

function attempt(/** @type {HTMLElement} */ box, /** @type {Picture} */ picture) {
  try {
    paint(box, picture);
    return true;
  } catch (error) {
    console.error(error);
    clear(box);
    return false;
  }
}
