// The flag ceremony: load the anthem, play it, or sing unaccompanied; everything else is locked.
import { html } from 'htm/preact';
import { t } from '../../shared/text.js';
import { Act } from '../act.js';
import { icon } from '../icons.js';
import { MediaState } from '../media-state.js';
import { Place } from '../place.js';
import { Readiness } from '../readiness.js';

const FLAG = 'SC05'; // while the flag is up, only its own commands are open

/** @param {{desk: import('../desk.js').Desk}} props */
export function Ceremony({ desk }) {
  const { media = {}, step, moves } = desk.seen;
  const locked = step?.scene_code === FLAG;
  return html`<section class="panel ceremony" id="ceremony" aria-label=${t('console.ceremony.title')}>
    <h2 class="label">${t('console.ceremony.title')}</h2>
    ${locked && html`<p class="band band--inside" id="ceremony-lock">
      ${icon('lock')}${t('console.ceremony.locked')}</p>`}
    ${moves?.arm_media?.code === 'no_media' && html`<p class="soft">${t('console.ceremony.no_file')}</p>`}
    ${media.a_cappella ? html`<p class="big">
      ${icon('note')}${t('console.ceremony.singing')}</p>` : html`<${MediaState} desk=${desk} /><${Place} desk=${desk} />`}
    <div class="row row--wide">
      <${Act} desk=${desk} id="media-arm" command="arm_media" icon="note" hotkey="1">${t('console.ceremony.arm')}<//>
      <${Act} desk=${desk} id="media-play" command="play_media" class="act--strong" icon="current" hotkey="2">
        ${t('console.ceremony.play')}<//>
      <${Act} desk=${desk} id="a-cappella" command="a_cappella" icon="person" hotkey="3">
        ${t('console.ceremony.a_cappella')}<//>
      <${Act} desk=${desk} id="media-stop" command="stop_media" icon="mute">${t('console.ceremony.stop')}<//>
    </div>
    <${Readiness} desk=${desk} />
  </section>`;
}
