// The file in hand: loaded, playing, paused or off.
import { html } from 'htm/preact';
import { t } from '../shared/text.js';
import { icon } from './icons.js';

const ICONS = /** @type {Record<string, string>} */ ({
  playing: 'sound', paused: 'paused', armed: 'done', none: 'note', stopped: 'mute',
});

/** @param {{desk: import('./desk.js').Desk}} props */
export function MediaState({ desk }) {
  const { media = { state: 'none' } } = desk.seen;
  return html`<p class="media-state" id="media-state" data-media=${media.state}>
    ${icon(ICONS[media.state] ?? 'note')}<strong>${t(`console.media.${media.state}`)}</strong>
    <span class="soft">${media.file && t('console.media.file', media)}</span>
  </p>`;
}
