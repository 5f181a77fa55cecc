// The camera in front of the delegate: one picture at a time goes to the reader in the worker.

import { isAllowed, reader } from './reader.js';

const WANTED = { video: { width: { ideal: 1280 }, height: { ideal: 720 }, facingMode: 'user' } };
const RETRY_MS = 3_000;
const PICTURE_MS = 50;
/** @type {Record<string, CameraState>} */
const FAULTS = { NotAllowedError: 'refused', NotFoundError: 'missing' };

/**
 * @typedef {'off' | 'insecure' | 'missing' | 'refused' | 'starting' | 'retrying' | 'on'} CameraState
 * @typedef {{code: string} | {foreign: string} | {nothing: true}} Sight
 */

export class Camera {
  /** @type {MediaStream | null} */
  #stream = null;
  /** @type {Worker | null} */
  #reader = null;
  #timer = 0;
  #video;
  #onSight;
  #onState;

  /**
   * @param {{video: () => HTMLVideoElement, onSight: (sight: Sight) => void,
   *   onState: (state: CameraState) => void}} parts
   */
  constructor({ video, onSight, onState }) {
    this.#video = video;
    this.#onSight = onSight;
    this.#onState = onState;
  }

  /** Have the reader ready before there is a camera; it takes longer than the camera does. */
  wake() {
    if (this.#reader || !isAllowed()) return;
    this.#reader = reader();
    this.#reader.addEventListener('message', ({ data }) => this.#seen(data));
    this.#reader.addEventListener('error', () => this.#again());
  }

  async start() {
    if (!isAllowed()) return this.#onState('insecure');
    clearTimeout(this.#timer);
    this.#onState('starting');
    this.wake();
    try {
      await this.#open(await navigator.mediaDevices.getUserMedia(WANTED));
      this.#onState('on');
    } catch (error) {
      this.#failed(/** @type {DOMException} */ (error));
    }
  }

  stop() {
    clearTimeout(this.#timer);
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = null;
    this.#reader?.terminate();
    this.#reader = null;
  }

  async #open(/** @type {MediaStream} */ stream) {
    this.#stream = stream;
    stream.getVideoTracks()[0]?.addEventListener('ended', () => this.#again());
    const video = this.#video();
    video.srcObject = stream;
    await video.play();
    // The picture it plays with is there already.
    this.#look();
  }

  #failed(/** @type {DOMException} */ { name }) {
    const fault = FAULTS[name];
    if (!fault) return this.#again();
    this.stop();
    this.#onState(fault);
  }

  #again() {
    this.stop();
    this.#onState('retrying');
    this.#timer = window.setTimeout(() => this.start(), RETRY_MS);
  }

  #seen(/** @type {Sight} */ sight) {
    if (!('nothing' in sight)) this.#onSight(sight);
    this.#nextPicture();
  }

  #look() {
    this.#take().catch(() => this.#stream && this.#nextPicture());
  }

  #nextPicture() {
    const take = () => this.#look();
    const video = this.#video();
    if ('requestVideoFrameCallback' in video) video.requestVideoFrameCallback(take);
    else this.#timer = window.setTimeout(take, PICTURE_MS);
  }

  async #take() {
    const picture = await createImageBitmap(this.#video());
    this.#reader?.postMessage(picture, [picture]);
  }
}
