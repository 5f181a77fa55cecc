// The reels: films and sounds fetched whole, tried once, and kept in memory for as long as they are wanted.
import { deviceToken } from './session.js';

const TRY_AGAIN = 2_000; // ms after the line failed
const OPENS_WITHIN = 15_000; // ms

/** @typedef {{file: string, sha256: string, sound: boolean, audible: boolean, picture: boolean}} Wanted */
/** @typedef {{sha256: string, state: 'loading' | 'ready' | 'failed', sound: boolean, url?: string}} Reel */

export class Reels {
  /** @type {Map<string, Reel>} */
  #kept = new Map();
  /** @type {Wanted[]} */
  #wanted = [];
  #changed;

  /** @param {() => void} changed called when a reel is ready, failed or gone */
  constructor(changed) {
    this.#changed = changed;
  }

  /** Keep these and no others; whatever is not there yet is fetched. */
  want(/** @type {Wanted[]} */ wanted) {
    this.#wanted = wanted;
    this.#tidy();
    for (const one of wanted) if (!this.#kept.has(nameOf(one))) this.#fetch(one);
  }

  /** What is held, as the server is told. */
  get held() {
    return [...this.#kept.values()].map(({ sha256, state, sound }) => ({ sha256, state, sound }));
  }

  /** The address of a reel that is ready, as it is wanted; until it is, of the same film's other rendition. */
  url(/** @type {Wanted} */ one) {
    const wanted = this.#kept.get(nameOf(one))?.url;
    return wanted ?? [...this.#kept.values()].find(({ sha256, url }) => url && sha256 === one.sha256)?.url ?? null;
  }

  /** Is it ready as it is wanted? */
  isReady(/** @type {Wanted} */ one) {
    return Boolean(this.#kept.get(nameOf(one))?.url);
  }

  // A film keeps its other rendition until the one that is wanted is ready: who gives the sound changes in mid-film.
  #tidy() {
    const names = new Set(this.#wanted.map(nameOf));
    const awaited = new Set(this.#wanted.filter((one) => !this.isReady(one)).map(({ sha256 }) => sha256));
    for (const [name, reel] of this.#kept) {
      if (!names.has(name) && !(reel.url && awaited.has(reel.sha256))) this.#drop(name, reel);
    }
  }

  #drop(/** @type {string} */ name, /** @type {Reel} */ reel) {
    this.#kept.delete(name);
    if (reel.url) URL.revokeObjectURL(reel.url);
    this.#changed();
  }

  async #fetch(/** @type {Wanted} */ one) {
    /** @type {Reel} */
    const reel = { sha256: one.sha256, state: 'loading', sound: one.sound };
    this.#kept.set(nameOf(one), reel);
    this.#changed();
    const isWanted = () => this.#kept.get(nameOf(one)) === reel;
    const body = await whole(addressOf(one), isWanted);
    if (!isWanted()) return;
    const url = body && URL.createObjectURL(body);
    const opens = Boolean(url) && (await isPlayable(/** @type {string} */ (url)));
    if (url && (!opens || !isWanted())) URL.revokeObjectURL(url);
    if (!isWanted()) return;
    reel.state = opens ? 'ready' : 'failed';
    if (opens) reel.url = /** @type {string} */ (url);
    this.#changed();
    this.#tidy();
  }
}

const nameOf = (/** @type {Wanted} */ { sha256, sound }) => `${sha256}${sound ? '+' : ''}`;

// A film's pictures alone for whoever only follows; whatever has nothing to leave out comes as it is.
const addressOf = (/** @type {Wanted} */ { file, sha256, sound, audible, picture }) =>
  picture && audible && !sound ? `/silent/${sha256}` : `/media/${encodeURIComponent(file)}?v=${sha256}`;

/** The whole file, however often the line fails; null when the server has none. */
async function whole(/** @type {string} */ address, /** @type {() => boolean} */ isWanted) {
  const token = deviceToken();
  while (isWanted()) {
    try {
      const answer = await fetch(address, { headers: token ? { Authorization: `Bearer ${token}` } : {} });
      if (answer.ok) return await answer.blob();
      if (answer.status < 500) return null;
    } catch {
      // the line is down: the loop asks again
    }
    await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN));
  }
  return null;
}

/** Does this browser open the file? Asked before the show, not in it. */
function isPlayable(/** @type {string} */ url) {
  const trial = document.createElement('video');
  trial.muted = true;
  trial.preload = 'auto';
  return new Promise((/** @type {(opens: boolean) => void} */ resolve) => {
    const done = (/** @type {boolean} */ opens) => {
      clearTimeout(patience);
      trial.removeAttribute('src');
      trial.load();
      resolve(opens);
    };
    const patience = setTimeout(() => done(false), OPENS_WITHIN);
    trial.addEventListener('loadeddata', () => done(true), { once: true });
    trial.addEventListener('error', () => done(false), { once: true });
    trial.src = url;
  });
}
