// Always in reach, each with a key of its own: backdrop, black, hold, back to programme, silence, undo.
import { html } from 'htm/preact';
import { t } from '../shared/text.js';
import { Act } from './act.js';
import { hallScreen } from './now.js';
import { deed } from './words.js';

const MODES = [
  { id: 'standby', command: 'show_standby', mode: 'standby', icon: 'backdrop', hotkey: 'M' },
  { id: 'blackout', command: 'blackout', mode: 'blackout', icon: 'black', hotkey: 'B' },
  { id: 'hold', command: 'hold', mode: 'hold', icon: 'hold', hotkey: 'G' },
  { id: 'release', command: 'release', mode: null, icon: 'release', hotkey: 'R' },
];

/** @param {{desk: import('./desk.js').Desk}} props */
export function Panic({ desk }) {
  const view = desk.seen;
  const mode = hallScreen(view)?.mode;
  return html`<footer class="panic">
    ${MODES.map((one) => html`<${Act} key=${one.id} desk=${desk} id=${one.id} command=${one.command}
      class=${look(one, mode)}
      icon=${one.icon} hotkey=${one.hotkey} pressed=${one.mode ? one.mode === mode : undefined}>
      <span>${t(`console.panic.${one.id}`)}${one.mode === mode && html`<em>${t('console.panic.on')}</em>`}</span><//>`)}
    <${Act} desk=${desk} id="stop-sound" command="stop_all_sound" class="act--alarm" icon="mute" hotkey="S">
      ${t('console.panic.stop_sound')}<//>
    <${Act} desk=${desk} id="undo" command="undo" class="act--undo" icon="undo" hotkey="U">
      <span class="act__main">${t('console.move.undo')}</span>
      <span class="act__what">${view.undo && deed(view.undo.command)}</span><//>
  </footer>`;
}

/** The way back stands out while the hall does not follow the programme. */
const look = (/** @type {typeof MODES[number]} */ one, /** @type {string | undefined} */ mode) =>
  (one.mode === null && mode && mode !== 'programme' ? 'act--gold' : '');
