// How long after play() a film is there, learned on each machine, so that the next one begins in time.

/** @typedef {{key: string, usual: number, least: number, most: number}} Kind in ms, as measured on most machines */

/** @type {Kind} From play() to the first sound. */
export const OF_SOUND = { key: 'hall.sound-delay', usual: 60, least: 0, most: 300 };
/** @type {Kind} Pictures without sound come a little before they are due. */
export const OF_PICTURES = { key: 'hall.picture-delay', usual: -12, least: -40, most: 100 };

const STRANGE = 300; // ms: a start so far off says nothing of the next
const TRUST = 0.5; // of one start, for the machine may just have been busy

export class Delay {
  #kind;
  #learned = '';

  constructor(/** @type {Kind} */ kind) {
    this.#kind = kind;
  }

  get ms() {
    const { key, usual } = this.#kind;
    const known = Number(localStorage.getItem(key) ?? usual);
    return Number.isFinite(known) ? known : usual;
  }

  /** A film that was to begin now began so many ms late; of each play the first word counts. */
  learn(/** @type {number} */ late, /** @type {string} */ play) {
    if (this.#learned === play) return;
    this.#learned = play;
    if (Math.abs(late) > STRANGE) return;
    const { key, least, most } = this.#kind;
    const better = Math.max(least, Math.min(most, this.ms + TRUST * late));
    localStorage.setItem(key, String(Math.round(better)));
  }
}
