// One sound or film at the server's time: its owner plays it as it is, every other screen follows the owner's clock.
import { Chase, Origins } from './chase.js';
import { Delay, OF_PICTURES, OF_SOUND } from './delay.js';
import { Ear } from './ear.js';
import { Reels } from './reels.js';
import { Tone } from './tone.js';

const LOOK_EVERY = 100; // ms
const TELL_EVERY = 500; // ms
const FAR_OFF = 300; // ms: what is farther off than this is placed anew, once in a while
const PLACE_AT_MOST_EVERY = 600; // ms
const PLACE_AHEAD = 0.3; // s a film needs to be placed while the others go on
const STANDS_STILL = 0.02; // s
const TRY_AGAIN = 250; // ms after the browser refused to be heard
const TRIES = 2;
const LOADED = new Set(['armed', 'playing', 'paused']);

/** @typedef {import('./reels.js').Wanted} Wanted */
/**
 * @typedef {object} Media
 * @property {string} state
 * @property {string | null} file
 * @property {boolean} [heard] whether this is the one page the sound comes from
 * @property {number} position_s
 * @property {string | null} at
 * @property {number | null} [origin] the server's ms at which the owner's file was at its beginning
 * @property {boolean} [visible]
 * @property {Wanted[]} [wanted]
 * @property {import('./tone.js').Asked | null} [tone] what the sound check asks of the owner
 */
/**
 * @typedef {object} Line
 * @property {{now: () => number}} clock the server's
 * @property {(event: string, payload: object) => any} tell
 * @property {() => void} [onRenewal] called before the file in hand gives way to its other rendition
 */

export class Playback {
  #element;
  #line;
  #ear;
  #reels;
  #tone;
  #origins = new Origins();
  #chase = new Chase();
  /** @type {Media | null} */
  #media = null;
  #owns = false;
  #url = '';
  #play = '';
  #placing = 0;
  #placedAt = 0;
  #toldAt = 0;
  #heard = false;
  /** @type {{play: string, origin: number} | null} */
  #owners = null;
  #delays = { sound: new Delay(OF_SOUND), pictures: new Delay(OF_PICTURES) };
  #due = 0;

  /**
   * @param {HTMLVideoElement} element plays sounds too
   * @param {Line} line
   */
  constructor(element, line) {
    this.#element = element;
    this.#line = line;
    this.#reels = new Reels(() => this.#stocked());
    this.#ear = new Ear(() => this.report());
    this.#tone = new Tone(this.#ear, line);
    setInterval(() => this.#look(), LOOK_EVERY);
    this.#watchFrames();
  }

  /** Do what the view says: keep what is wanted, load, play from the right place, pause, stop. */
  follow(/** @type {Media | null | undefined} */ media) {
    const owned = this.#owns;
    this.#media = media ?? null;
    this.#owns = media?.heard === true;
    this.#reels.want(media?.wanted ?? []);
    this.#tone.follow(media?.tone);
    if (media?.origin) this.#owners = { play: playOf(media), origin: media.origin };
    if (owned !== this.#owns) this.#changeHands();
    this.#load();
  }

  /** Tell the server what is held here, and whether this page may be heard. */
  report() {
    this.#line.tell('reels', { audible: this.#ear.isAllowed, reels: this.#reels.held });
  }

  /** Is there a moving picture to be seen? */
  get isVisible() {
    return isShown(this.#media) && this.#element.videoWidth > 0;
  }

  /** Does the file that is in hand stay to be seen as `media` says? */
  goesOn(/** @type {Media | null | undefined} */ media) {
    return isShown(media) && media?.file === this.#media?.file;
  }

  #stocked() {
    this.report();
    this.#load();
  }

  #load() {
    const url = this.#wantedUrl();
    if (url === this.#url) return this.#steer();
    if (url && this.#url) this.#line.onRenewal?.();
    this.#url = url;
    this.#play = '';
    this.#origins.clear();
    this.#element.muted = !this.#owns;
    if (url) this.#element.src = url;
    else this.#element.removeAttribute('src');
    this.#element.load();
    this.#steer();
  }

  #wantedUrl() {
    if (!LOADED.has(this.#media?.state ?? '')) return '';
    const one = this.#inHand;
    return (one && this.#reels.url(one)) ?? '';
  }

  get #inHand() {
    return this.#media?.wanted?.find(({ file }) => file === this.#media?.file);
  }

  // Silent at once; heard only from the rendition that has the sound.
  #changeHands() {
    const one = this.#inHand;
    if (!this.#owns) this.#element.muted = true;
    else if (one?.sound && this.#reels.isReady(one)) this.#play = '';
  }

  #steer() {
    const media = this.#media;
    if (!media || !this.#url) return;
    if (media.state !== 'playing') return this.#hold(media.position_s);
    if (this.#play === playOf(media)) return;
    this.#play = playOf(media);
    this.#begin(media);
  }

  #hold(/** @type {number} */ place) {
    this.#play = '';
    this.#placing += 1;
    this.#element.pause();
    this.#element.playbackRate = 1;
    if (Math.abs(this.#element.currentTime - place) > STANDS_STILL) this.#element.currentTime = place;
  }

  // Stand still at a place, and move on at the instant at which the film comes by it.
  async #begin(/** @type {Media} */ media) {
    const ticket = (this.#placing += 1);
    this.#heard = false;
    this.#origins.clear();
    this.#element.muted = !this.#owns;
    const due = this.#target(media);
    const late = (this.#now() - due) / 1000 - media.position_s;
    const place = late <= 0 ? media.position_s : late + media.position_s + PLACE_AHEAD;
    await this.#stand(place);
    if (ticket !== this.#placing) return;
    if (place >= this.#element.duration) return;
    this.#due = due;
    const wait = due + this.#element.currentTime * 1000 - this.#now() - this.#delay.ms;
    setTimeout(() => ticket === this.#placing && this.#start(ticket, TRIES), Math.max(0, wait));
  }

  async #stand(/** @type {number} */ place) {
    const element = this.#element;
    await until(element, 'loadedmetadata', () => element.readyState > 0);
    const end = Math.max(0, element.duration - 0.05);
    element.playbackRate = 1;
    if (Math.abs(element.currentTime - place) > STANDS_STILL) {
      element.pause();
      element.currentTime = Math.min(place, end);
    }
    await until(element, 'seeked', () => !element.seeking);
    await until(element, 'canplay', () => element.readyState > 2);
    this.#placedAt = performance.now();
  }

  // A browser that refuses to be heard plays on in silence: the hall sees the film, the console is told.
  #start(/** @type {number} */ ticket, /** @type {number} */ tries) {
    if (this.#owns) this.#ear.listenTo(this.#element);
    this.#element.play().catch((error) => {
      if (ticket !== this.#placing || error.name !== 'NotAllowedError') return;
      if (tries > 0) return void setTimeout(() => this.#start(ticket, tries - 1), TRY_AGAIN);
      this.#element.muted = true;
      this.#element.play().catch(() => {});
    });
  }

  /** The server's ms at which the file was, or would have been, at its beginning. */
  #target(/** @type {Media} */ media) {
    const told = Date.parse(media.at ?? '') - media.position_s * 1000;
    return this.#owners?.play === playOf(media) ? this.#owners.origin : told;
  }

  #now() {
    return this.#line.clock.now();
  }

  get #isMoving() {
    const { paused, ended, seeking, readyState } = this.#element;
    return this.#media?.state === 'playing' && !paused && !ended && !seeking && readyState > 2;
  }

  #watchFrames() {
    this.#element.requestVideoFrameCallback((_, { presentationTime, mediaTime }) => {
      const age = performance.now() - presentationTime;
      if (this.#isMoving) this.#origins.add(this.#now() - age - mediaTime * 1000);
      this.#watchFrames();
    });
  }

  #look() {
    if (!this.#isMoving) return;
    if (!this.#element.videoWidth) this.#origins.add(this.#now() - this.#element.currentTime * 1000);
    if (this.#owns) this.#lead();
    else this.#pursue();
  }

  // The owner is only placed, never hurried: it tells where it is, and whether it is heard.
  #lead() {
    const media = /** @type {Media} */ (this.#media);
    const origin = this.#origins.middle;
    this.#heard ||= !this.#element.muted && this.#ear.hears() !== false;
    if (origin === null || performance.now() - this.#toldAt < TELL_EVERY) return;
    this.#toldAt = performance.now();
    this.#delay.learn(origin - this.#due, this.#play);
    this.#line.tell('pace', { at: media.at, origin, heard: this.#heard });
    this.#heard = false;
  }

  #pursue() {
    const origin = this.#origins.middle;
    if (origin === null) return;
    this.#delay.learn(origin - this.#due, this.#play);
    const late = origin - this.#target(/** @type {Media} */ (this.#media));
    if (Math.abs(late) > FAR_OFF && performance.now() - this.#placedAt > PLACE_AT_MOST_EVERY) {
      return void this.#begin(/** @type {Media} */ (this.#media));
    }
    const speed = this.#chase.speed(late);
    if (Math.abs(speed - this.#element.playbackRate) > 0.002) this.#element.playbackRate = speed;
  }

  get #delay() {
    return this.#owns ? this.#delays.sound : this.#delays.pictures;
  }
}

const isShown = (/** @type {Media | null | undefined} */ media) =>
  Boolean(media?.visible) && ['playing', 'paused'].includes(media?.state ?? '');

/** Which play a view speaks of: played again or placed anew, it is another. */
const playOf = (/** @type {Media} */ { file, at, position_s: place }) => `${file} ${at} ${place}`;

/** Resolves at once when it `is` so, else with the element's next event of that name. */
const until = (/** @type {HTMLMediaElement} */ element, /** @type {string} */ name, /** @type {() => boolean} */ is) =>
  is() ? undefined : new Promise((resolve) => element.addEventListener(name, resolve, { once: true }));
