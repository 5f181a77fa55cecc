// Where the film stands: passed, left and a line between, counted here from what the server last said.
import { html } from 'htm/preact';
import { instant } from '../shared/clock.js';
import { t } from '../shared/text.js';
import { Act } from './act.js';
import { passed } from './words.js';

const STEP = 10; // s
const MOVING = ['playing', 'paused'];

/** How far and how long, while a file is in hand. */
export function Place(/** @type {{desk: import('./desk.js').Desk}} */ { desk }) {
  const { media = {} } = desk.seen;
  if (!MOVING.includes(media.state) && !media.left_off) return null;
  const place = position(media, desk.now.value);
  const left = media.duration_s - place;
  return html`<div class="place" id="place" data-left=${Math.ceil(left)}>
    <span class="place__now">${passed(place * 1000)}</span>
    ${media.duration_s > 0 && html`<progress max=${media.duration_s} value=${place}></progress>
      <strong class="place__left">${left > 0 ? t('media.left', { time: passed(Math.ceil(left) * 1000) }) : t('media.over')}
      </strong>`}
  </div>`;
}

/** Seconds into the file, by the clock of the screen that is heard where it is known. */
export function position(/** @type {any} */ media, /** @type {number} */ now) {
  const { state, position_s: start = 0, at, origin, duration_s: lasts = 0 } = media;
  if (state !== 'playing') return start;
  const place = origin ? (now - origin) / 1000 : start + Math.max(0, now - (instant(at) ?? now)) / 1000;
  return Math.max(0, lasts ? Math.min(place, lasts) : place);
}

/** Back to the start, a little back, a little on. */
export const Seek = (/** @type {{desk: import('./desk.js').Desk}} */ { desk }) => html`<div class="row">
  ${button(desk, 'restart', 'undo', () => 0)}
  ${button(desk, 'rewind', 'back', (place) => Math.max(0, place - STEP))}
  ${button(desk, 'forward', 'next', (place) => place + STEP)}
</div>`;

const button = (
  /** @type {import('./desk.js').Desk} */ desk,
  /** @type {string} */ word,
  /** @type {string} */ icon,
  /** @type {(place: number) => number} */ to,
) => html`<${Act} desk=${desk} id=${`media-${word}`} command="seek_media" class="act--small" icon=${icon}
  run=${(/** @type {string} */ near) => seek(desk, near, to)}>${t(`media.${word}`)}<//>`;

function seek(
  /** @type {import('./desk.js').Desk} */ desk,
  /** @type {string} */ near,
  /** @type {(place: number) => number} */ to,
) {
  const place = to(position(desk.seen.media, desk.now.peek()));
  desk.act('seek_media', { to_s: Math.round(place * 10) / 10 }, near);
}
