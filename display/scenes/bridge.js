// A film gives way to its other rendition in mid-play: its last frame stands until that one runs.

/** @typedef {import('./still.js').Still} Still */

export class Bridge {
  #film;
  #still;
  #stands = false;

  /** @param {HTMLVideoElement} film @param {Still} still */
  constructor(film, still) {
    this.#film = film;
    this.#still = still;
  }

  /** Does the still stand for the film? */
  get stands() {
    return this.#stands;
  }

  /** The film that is seen is about to be loaded anew. */
  build() {
    if (this.#film.style.visibility !== 'visible' || this.#still.isUp) return;
    this.#still.take(this.#film);
    this.#stands = true;
  }

  /** The film is to be there again: does it stand, or move, as it should? Then nothing is needed in its place. */
  cross(/** @type {string | undefined} */ state, /** @type {boolean} */ isHeld) {
    const { seeking, readyState, paused } = this.#film;
    if (!this.#stands || seeking || readyState < 2 || paused !== (state === 'paused')) return;
    this.#stands = false;
    if (!isHeld) this.#still.drop(false);
  }

  /** Another picture comes: what happens to the still is for that to say. */
  leave() {
    this.#stands = false;
  }
}
