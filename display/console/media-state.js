// The file in hand: loaded, playing, how far, and which screen its sound comes from.
import { html } from 'htm/preact';
import { instant } from '../shared/clock.js';
import { t } from '../shared/text.js';
import { icon } from './icons.js';
import { passed } from './words.js';

const ICONS = /** @type {Record<string, string>} */ ({
  playing: 'sound', paused: 'paused', armed: 'done', none: 'note', stopped: 'mute',
});

/** @param {{desk: import('./desk.js').Desk}} props */
export function MediaState({ desk }) {
  const { media = { state: 'none' } } = desk.seen;
  return html`<p class="media-state" id="media-state" data-media=${media.state}>
    ${icon(ICONS[media.state] ?? 'note')}<strong>${t(`console.media.${media.state}`)}</strong>
    ${media.state === 'playing' || media.state === 'paused' ? html`<span class="media-state__time">
      ${passed(position(media, desk.now.value))}</span>` : null}
    <span class="soft">${media.file && t('console.media.file', media)}</span>
    <span class="soft">${media.owner && t('console.media.owner', { screen: media.owner })}</span>
  </p>`;
}

function position(/** @type {any} */ { state, position_s: seconds = 0, at }, /** @type {number} */ now) {
  const since = state === 'playing' ? Math.max(0, now - (instant(at) ?? now)) : 0;
  return seconds * 1000 + since;
}
