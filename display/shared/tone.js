// The test tone of the sound check: made here, played as films and the anthem are, and measured while it plays.

const RATE = 22_050; // samples a second
const NOTES = [523.25, 659.25, 783.99]; // Hz, one after the other
const LOUDNESS = 0.3; // of full scale
const FADE = 0.04; // s
const LOOK_EVERY = 50; // ms

/** @typedef {{at: string, until: string}} Asked */
/**
 * @typedef {object} Ear
 * @property {(element: HTMLMediaElement) => void} listenTo
 * @property {() => number | null} level
 */

export class Tone {
  #ear;
  #line;
  #asked = '';

  /** @param {Ear} ear @param {{clock: {now: () => number}, tell: (event: string, payload: object) => any}} line */
  constructor(ear, line) {
    this.#ear = ear;
    this.#line = line;
  }

  /** Play the tone that is asked for, once, and tell what came of it; a past one is left alone. */
  async follow(/** @type {Asked | null | undefined} */ asked) {
    if (!asked || asked.at === this.#asked) return;
    this.#asked = asked.at;
    const lasts = (Date.parse(asked.until) - this.#line.clock.now()) / 1000;
    if (lasts > 0.5) this.#line.tell('tone', { at: asked.at, ...(await this.#play(lasts)) });
  }

  async #play(/** @type {number} */ seconds) {
    const url = URL.createObjectURL(new Blob([wave(seconds)], { type: 'audio/wav' }));
    const element = new Audio(url);
    try {
      await element.play();
    } catch {
      URL.revokeObjectURL(url);
      return { played: false, level_db: null };
    }
    this.#ear.listenTo(element);
    let loudest = /** @type {number | null} */ (null);
    while (!element.ended) {
      const level = this.#ear.level();
      if (level !== null) loudest = Math.max(loudest ?? 0, level);
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
    }
    URL.revokeObjectURL(url);
    return { played: true, level_db: loudest === null ? null : decibels(loudest) };
  }
}

const QUIETEST = 1e-6; // −120 dB stands for nothing at all
const decibels = (/** @type {number} */ level) => Math.round(20 * Math.log10(Math.max(level, QUIETEST)));

/** Three rising notes as a WAV file of that length, each softly begun and ended. */
export function wave(/** @type {number} */ seconds) {
  const count = Math.floor(seconds * RATE);
  const file = new DataView(new ArrayBuffer(44 + count * 2));
  header(file, count * 2);
  const each = seconds / NOTES.length;
  for (let n = 0; n < count; n += 1) {
    const at = n / RATE;
    const within = at % each;
    const fade = Math.min(1, within / FADE, (each - within) / FADE);
    const pitch = NOTES[Math.min(NOTES.length - 1, Math.floor(at / each))] ?? 0;
    file.setInt16(44 + n * 2, 32_767 * LOUDNESS * fade * Math.sin(2 * Math.PI * pitch * at), true);
  }
  return file.buffer;
}

function header(/** @type {DataView} */ file, /** @type {number} */ bytes) {
  const word = (/** @type {number} */ at, /** @type {string} */ text) =>
    [...text].forEach((letter, n) => file.setUint8(at + n, letter.charCodeAt(0)));
  word(0, 'RIFF');
  file.setUint32(4, 36 + bytes, true);
  word(8, 'WAVEfmt ');
  file.setUint32(16, 16, true);
  file.setUint16(20, 1, true);
  file.setUint16(22, 1, true);
  file.setUint32(24, RATE, true);
  file.setUint32(28, RATE * 2, true);
  file.setUint16(32, 2, true);
  file.setUint16(34, 16, true);
  word(36, 'data');
  file.setUint32(40, bytes, true);
}
