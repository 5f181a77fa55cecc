// The film's last frame, kept over the film: what the hall goes on seeing until the next picture stands, or while held.

const DISSOLVE = 300; // ms

export class Still {
  #canvas;
  /** @type {Animation | null} */
  #dissolve = null;

  /** @param {HTMLCanvasElement} canvas lies over the film, of the same size */
  constructor(canvas) {
    this.#canvas = canvas;
  }

  /** Does it stand before the film? */
  get isUp() {
    return this.#canvas.style.visibility === 'visible' && !this.#dissolve;
  }

  /** Keep the frame that the film shows now. */
  take(/** @type {HTMLVideoElement} */ film) {
    this.#end();
    [this.#canvas.width, this.#canvas.height] = [film.videoWidth, film.videoHeight];
    this.#canvas.getContext('2d')?.drawImage(film, 0, 0);
    this.#canvas.style.visibility = 'visible';
  }

  /** Another picture stands behind it: it goes. */
  drop(/** @type {boolean} */ softly) {
    if (!this.isUp) return;
    if (!softly) return this.#end();
    this.#dissolve = this.#canvas.animate({ opacity: [1, 0] }, { duration: DISSOLVE, easing: 'ease-in-out' });
    this.#dissolve.onfinish = () => this.#end();
  }

  #end() {
    this.#dissolve?.cancel();
    this.#dissolve = null;
    this.#canvas.style.visibility = 'hidden';
  }
}
