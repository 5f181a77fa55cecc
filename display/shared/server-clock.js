// The server's clock, estimated: the sample with the smallest round trip knows best, and ages slowly.

const DRIFT = 50e-6; // how far two quartz clocks part, per millisecond
const KEEP = 60_000; // ms a sample stays useful

/** @typedef {{offset: number, rtt: number, at: number}} Sample */

export class ServerClock {
  /** @type {Sample[]} */
  #samples = [];
  #stale = false;
  /** @type {number | null} */
  #told = null;
  #device;

  /** @param {() => number} device the device's monotonic milliseconds */
  constructor(device = () => performance.now()) {
    this.#device = device;
  }

  /** The server's milliseconds since 1970, now. Before the first sample, what a view told; then the device's own. */
  now() {
    const offset = this.#best()?.offset ?? this.#told;
    return offset === null ? Date.now() : this.#device() + offset;
  }

  /** A view came that was made at `server`: late by one way, yet nearer than a device whose clock is wrong. */
  hear(/** @type {number} */ server) {
    this.#told = server - this.#device();
  }

  /** The best round trip known, in milliseconds. */
  get rtt() {
    return this.#best()?.rtt ?? null;
  }

  /** Learn from one question asked at `sent` and answered with `server` at `received`. */
  learn(/** @type {number} */ sent, /** @type {number} */ server, received = this.#device()) {
    const sample = { offset: server - (sent + received) / 2, rtt: received - sent, at: received };
    const kept = this.#stale ? [] : this.#samples.filter((old) => received - old.at < KEEP);
    this.#stale = false;
    this.#samples = [...kept, sample];
  }

  /** Trust what is known only until the next sample: the server may be another process now. */
  renew() {
    this.#stale = true;
  }

  #best() {
    const now = this.#device();
    const doubt = (/** @type {Sample} */ sample) => sample.rtt / 2 + DRIFT * (now - sample.at);
    return this.#samples.reduce(
      (/** @type {Sample | null} */ best, sample) => (best && doubt(best) <= doubt(sample) ? best : sample),
      null,
    );
  }
}
