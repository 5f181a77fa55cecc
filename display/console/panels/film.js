// The film: load, play, pause, stop, and how far it has run.
import { html } from 'htm/preact';
import { t } from '../../shared/text.js';
import { Act } from '../act.js';
import { MediaState } from '../media-state.js';
import { Place, Seek } from '../place.js';
import { Readiness } from '../readiness.js';

/** @param {{desk: import('../desk.js').Desk}} props */
export function Film({ desk }) {
  const { state, left_off: leftOff } = desk.seen.media ?? {};
  const goesOn = state === 'paused' || leftOff;
  return html`<section class="panel film" aria-label=${t('console.media.title')}>
    <h2 class="label">${t('console.media.title')}</h2>
    <${MediaState} desk=${desk} />
    <${Place} desk=${desk} />
    <div class="row row--wide">
      <${Act} desk=${desk} id="media-arm" command="arm_media" icon="note" hotkey="1">${t('console.media.arm')}<//>
      <${Act} desk=${desk} id="media-play" command="play_media" class="act--strong" icon="current" hotkey="2">
        ${t(goesOn ? 'console.media.resume' : 'console.media.play')}<//>
      <${Act} desk=${desk} id="media-pause" command="pause_media" icon="paused" hotkey="3">
        ${t('console.media.pause')}<//>
      <${Act} desk=${desk} id="media-stop" command="stop_media" icon="mute">${t('console.media.stop')}<//>
    </div>
    <${Seek} desk=${desk} />
    <${Readiness} desk=${desk} />
  </section>`;
}
