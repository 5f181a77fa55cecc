// Two soft sounds, made here: a rising pair of notes to welcome, one lower note to ask for attention.

const LOUDNESS = 0.16;
/** @type {Record<string, {pitch: number, after: number, lasts: number}[]>} */
const SOUNDS = {
  welcome: [
    { pitch: 783.99, after: 0, lasts: 0.7 },
    { pitch: 1046.5, after: 0.14, lasts: 1.1 },
  ],
  attention: [{ pitch: 349.23, after: 0, lasts: 0.9 }],
};

export class Chime {
  /** @type {AudioContext | null} */
  #audio = null;

  /** Wake the loudspeaker; browsers allow it from the first touch or key on. */
  wake() {
    this.#audio ??= new AudioContext();
    if (this.#audio.state === 'suspended') this.#audio.resume().catch(() => {});
  }

  /** Play `sound` now, if this machine may: notes for a sleeping loudspeaker would pile up. */
  play(/** @type {string} */ sound) {
    this.wake();
    if (this.#audio?.state !== 'running') return;
    for (const note of SOUNDS[sound] ?? []) this.#note(note);
  }

  #note(/** @type {{pitch: number, after: number, lasts: number}} */ { pitch, after, lasts }) {
    const audio = /** @type {AudioContext} */ (this.#audio);
    const start = audio.currentTime + after;
    const volume = audio.createGain();
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(LOUDNESS, start + 0.015);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + lasts);
    const tone = audio.createOscillator();
    tone.frequency.value = pitch;
    tone.connect(volume).connect(audio.destination);
    tone.start(start);
    tone.stop(start + lasts);
  }
}
