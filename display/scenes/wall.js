// A wall: the picture of the newest view by its role, what lies over it, and never anything worse than before.
import { drawOver, over } from './over.js';
import { put } from './paint.js';
import { Swap } from './swap.js';

/** @typedef {import('./parts.js').View} View */

const WHOLE_VIEW = new Set(['stage', 'lobby']); // drawn from the whole view, not from the scene alone
const BACKDROP = { code: 'SC00' };
const RETRY_EVERY = 2_000; // ms between two tries for a picture that could not be had

const keyOf = (/** @type {View} */ { scene, conference }, /** @type {string} */ role) =>
  JSON.stringify([role, { ...scene, transition: undefined }, conference]);

/** Does the wall keep its picture as it is, clocks and lists and all? */
const isHeld = (/** @type {View | null} */ view) => view?.screen?.mode === 'hold';

export class Wall {
  #stage;
  #swap;
  #over;
  /** @type {{view: View, role: string, key: string} | null} what the picture is drawn from; while held, the last */
  #latest = null;
  /** @type {View | null} what lies over it */
  #above = null;
  #shownKey = '';
  #overKey = '';
  #triedAt = 0;
  #isUnderWay = false; // another picture than the one that is shown
  #onMended;

  /** @param {{stage: HTMLElement, over: HTMLElement, onMended?: () => void}} places */
  constructor({ stage, over: above, onMended = () => {} }) {
    this.#onMended = onMended;
    this.#stage = stage;
    this.#swap = new Swap(stage);
    this.#over = above;
  }

  /**
   * Show what the view says, a new picture when `due` has come; resolves to whether the wall now shows it.
   * @param {View} view
   * @param {string} role
   * @param {number} now
   * @param {() => Promise<any>} [due]
   */
  async show(view, role, now, due) {
    this.#above = view;
    const key = keyOf(view, role);
    if (isHeld(view) && key === this.#shownKey) {
      this.#stay();
      this.#lay(now);
      return true;
    }
    this.#latest = { view, role, key };
    const isShown = await this.#draw(now, due);
    if (isShown) this.#lay(now);
    return isShown;
  }

  /** The longest that one of the last pictures took to be ready, in ms. */
  get took() {
    return this.#swap.took;
  }

  /** The code of the scene that stands on the wall, if one does. */
  get painted() {
    return this.#swap.shown?.scene.code ?? null;
  }

  /** Does the scene stand without a picture of its own? */
  get isIncomplete() {
    return this.#swap.isIncomplete;
  }

  /** Time has gone on. */
  tick(/** @type {number} */ now) {
    if (!this.#latest || this.#key !== this.#shownKey) return;
    if (!isHeld(this.#above)) {
      this.#swap.refresh(this.#picture(now));
      this.#mend(now);
    }
    this.#lay(now);
  }

  /** The wall has another size. */
  resize(/** @type {number} */ now) {
    if (!this.#latest) return;
    this.#swap.refresh(this.#picture(now), false);
    this.#overKey = '';
    this.#lay(now);
  }

  // What could not be had may be there a moment later: the slide rendered, the line back.
  async #mend(/** @type {number} */ now) {
    if (!this.isIncomplete || now - this.#triedAt < RETRY_EVERY) return;
    this.#triedAt = now;
    if (await this.#swap.retry(this.#picture(now))) this.#onMended();
  }

  get #key() {
    return this.#latest?.key ?? '';
  }

  #picture(/** @type {number} */ now) {
    const { view, role } = /** @type {{view: View, role: string}} */ (this.#latest);
    return { role, scene: view.scene, view, now };
  }

  async #draw(/** @type {number} */ now, /** @type {(() => Promise<any>) | undefined} */ due) {
    const key = this.#key;
    const picture = this.#picture(now);
    if (key === this.#shownKey) {
      this.#stay();
      this.#swap.refresh(picture, !WHOLE_VIEW.has(picture.role));
      return true;
    }
    this.#isUnderWay = true;
    const outcome = await this.#swap.show(picture, due);
    if (outcome !== 'overtaken') this.#isUnderWay = false;
    if (outcome === 'shown') [this.#shownKey, this.#triedAt] = [key, now];
    if (outcome === 'failed' && !this.#shownKey)
      await this.#swap.show({ ...picture, role: 'hall', scene: BACKDROP });
    return outcome === 'shown';
  }

  // Back at what is shown before the next picture was there: that one no longer comes.
  #stay() {
    if (this.#isUnderWay) this.#swap.stay();
    this.#isUnderWay = false;
  }

  // Laid anew only when what is due has changed, for fitting it measures.
  #lay(/** @type {number} */ now) {
    const laid = over(/** @type {View} */ (this.#above), now);
    const key = JSON.stringify(laid);
    if (key === this.#overKey) return;
    this.#overKey = key;
    this.#makeRoom(Boolean(laid.message), now);
    put(this.#over, drawOver(laid), now);
  }

  // A message covers nobody's name: the picture moves up for it.
  #makeRoom(/** @type {boolean} */ isNeeded, /** @type {number} */ now) {
    if (isNeeded === this.#stage.classList.contains('with-message')) return;
    this.#stage.classList.toggle('with-message', isNeeded);
    this.#swap.refresh(this.#picture(now), false);
  }
}
