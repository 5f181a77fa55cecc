// One sound or film, kept whole in memory so that it plays on without the server, at the server's time.
import { deviceToken } from './session.js';

const FAR_OFF = 0.3; // s a follower may be away from the owner's time
const TRY_AGAIN = 250; // ms after the browser refused to play
const TRIES = 12;

/** @typedef {{file: string | null, state: string, owner?: string, position_s: number, at: string | null}} Media */

export class Playback {
  #element;
  #clock;
  /** @type {string | null} */
  #file = null;
  /** @type {Media | null} */
  #media = null;

  /**
   * @param {HTMLVideoElement} element plays sounds too
   * @param {{now: () => number}} clock the server's
   */
  constructor(element, clock) {
    this.#element = element;
    this.#clock = clock;
  }

  /** Do what the view says: load, play from the right place, pause, stop. */
  async follow(/** @type {Media | null | undefined} */ media, /** @type {string} */ screen) {
    this.#media = media ?? null;
    this.#element.muted = media?.owner !== screen;
    await this.#load(isWanted(media) ? media.file : null);
    this.keepTime();
  }

  /** Is there a moving picture to be seen? */
  get isVisible() {
    return ['playing', 'paused'].includes(this.#media?.state ?? '') && this.#element.videoWidth > 0;
  }

  /** Stand where the server's clock says; the owner of the sound is only placed, never hurried. */
  keepTime() {
    const media = this.#media;
    if (!media || !this.#element.src) return;
    if (media.state !== 'playing') return this.#hold(media.position_s);
    const place = media.position_s + (this.#clock.now() - Date.parse(media.at ?? '')) / 1000;
    if (place >= this.#element.duration) return;
    if (
      this.#element.paused ||
      (this.#element.muted && Math.abs(this.#element.currentTime - place) > FAR_OFF)
    ) {
      this.#element.currentTime = place;
    }
    if (this.#element.paused) this.#play(TRIES);
  }

  #hold(/** @type {number} */ place) {
    this.#element.pause();
    if (Math.abs(this.#element.currentTime - place) > 0.05) this.#element.currentTime = place;
  }

  #play(/** @type {number} */ tries) {
    this.#element.play().catch(() => {
      if (tries > 0 && this.#media?.state === 'playing') setTimeout(() => this.#play(tries - 1), TRY_AGAIN);
    });
  }

  async #load(/** @type {string | null} */ file) {
    if (file === this.#file) return;
    this.#file = file;
    URL.revokeObjectURL(this.#element.src);
    this.#element.removeAttribute('src');
    this.#element.load();
    if (!file) return;
    const token = deviceToken();
    const answer = await fetch(`/media/${encodeURI(file)}`, {
      headers: token ? { Authorization: `Bearer ${token}` } : {},
    });
    const blob = await answer.blob();
    if (answer.ok && file === this.#file) this.#element.src = URL.createObjectURL(blob);
  }
}

/** @returns {media is Media & {file: string}} */
const isWanted = (/** @type {Media | null | undefined} */ media) =>
  Boolean(media?.file) && ['armed', 'playing', 'paused'].includes(media?.state ?? '');
