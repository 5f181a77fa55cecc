// The ear: whether this browser may be heard at all, and whether what it plays is more than silence.

const WAKES_WITHIN = 1_000; // ms
const SILENT_BELOW = 0.001; // of full scale: −60 dB
const GESTURES = ['pointerdown', 'keydown'];

export class Ear {
  #audio = new AudioContext();
  /** @type {boolean | null} */
  #isAllowed = null;
  /** @type {{source: MediaStreamAudioSourceNode, meter: AnalyserNode} | null} */
  #tap = null;

  /** @param {() => void} changed called when it is known, or known otherwise, whether sound is allowed */
  constructor(changed) {
    this.#audio.addEventListener('statechange', () => this.#learn(changed));
    setTimeout(() => this.#learn(changed), WAKES_WITHIN);
    for (const gesture of GESTURES) addEventListener(gesture, () => this.#audio.resume());
  }

  /** May this page be heard? Null while that is not known yet. */
  get isAllowed() {
    return this.#isAllowed;
  }

  /** Listen to what the element plays, beside its way to the loudspeakers. */
  listenTo(/** @type {HTMLMediaElement} */ element) {
    this.#tap?.source.disconnect();
    this.#tap = null;
    const stream = /** @type {any} */ (element).captureStream?.();
    if (!stream?.getAudioTracks().length) return;
    const source = this.#audio.createMediaStreamSource(stream);
    const meter = this.#audio.createAnalyser();
    source.connect(meter);
    this.#tap = { source, meter };
  }

  /** Is there sound now? Where it can't be measured, null. */
  hears() {
    const level = this.level();
    return level === null ? null : level > SILENT_BELOW;
  }

  /** How loud it is now, of full scale; null where it can't be measured. */
  level() {
    if (!this.#tap || this.#audio.state !== 'running') return null;
    const wave = new Float32Array(this.#tap.meter.fftSize);
    this.#tap.meter.getFloatTimeDomainData(wave);
    return wave.reduce((most, height) => Math.max(most, Math.abs(height)), 0);
  }

  #learn(/** @type {() => void} */ changed) {
    const isAllowed = this.#audio.state === 'running';
    if (isAllowed === this.#isAllowed) return;
    this.#isAllowed = isAllowed;
    changed();
  }
}
