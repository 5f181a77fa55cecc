// One screen by itself: large, with its own modes and its role.
import { html } from 'htm/preact';
import { useEffect, useRef } from 'preact/hooks';
import { signal } from '@preact/signals';
import { t } from '../shared/text.js';
import { Act } from './act.js';
import { Miniature } from './miniature.js';
import { sceneName } from './now.js';

const MODES = [ // command, icon, word
  ['show_standby', 'backdrop', 'standby'],
  ['blackout', 'black', 'blackout'],
  ['hold', 'hold', 'hold'],
  ['release', 'release', 'release'],
];
const ROLES = ['hall', 'stage', 'lobby', 'overlay'];

/** The name of the screen that is open, if any. */
const open = signal(/** @type {string | null} */ (null));

/** Show the card of a screen. */
export function openScreen(/** @type {string} */ name) {
  open.value = name;
}

/** @param {{desk: import('./desk.js').Desk}} props */
export function ScreenCard({ desk }) {
  const screen = desk.seen?.screens?.find((/** @type {any} */ one) => one.name === open.value);
  return screen && html`<${Card} key=${screen.name} desk=${desk} screen=${screen} />`;
}

/** @param {{desk: import('./desk.js').Desk, screen: any}} props */
function Card({ desk, screen }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useEffect(() => dialog.current?.showModal(), []);
  const one = { screens: [screen.name] };
  return html`<dialog ref=${dialog} class="question screen-card" data-card=${screen.name}
    onClose=${() => (open.value = null)}>
    <h2>${t('console.ask.screen', screen)} <span class="soft">${sceneName(screen.scene)}${painted(screen)}</span></h2>
    <${Miniature} desk=${desk} scene=${screen.scene} role=${screen.role} label=${screen.name} />
    <div class="row">
      ${MODES.map(([command, icon, word]) => html`<${Act} key=${command} desk=${desk} command=${command} args=${one}
        icon=${icon}
        pressed=${word === 'release' ? undefined : screen.mode === word} class="act--small">
          ${t(`console.panic.${word}`)}<//>`)}
      <${Act} desk=${desk} command="identify" args=${one} class="act--small" icon="search">
        ${t('console.screens.identify')}<//>
      <${Act} desk=${desk} command="show_test_pattern" args=${one} class="act--small" icon="screen">
        ${t('console.screens.test')}<//>
    </div>
    <div class="row"><span class="soft">${t('console.ask.screen_role')}</span><div class="choice" role="group"
      aria-label=${t('console.ask.screen_role')}>
      ${ROLES.map((role) => html`<${Act} key=${role} desk=${desk} command="assign_screen"
        args=${{ screen: screen.name, role }}
        pressed=${screen.role === role} class="act--small act--choice">${t(`console.screens.role_${role}`)}<//>`)}
    </div></div>
    <div class="question__answers">
      <button class="act" type="button" autofocus onClick=${() => (open.value = null)}>${t('console.ask.done')}</button>
    </div>
  </dialog>`;
}

const painted = (/** @type {any} */ { shown_version: shown }) =>
  (shown ? ` · ${t('console.screens.painted', { shown })}` : '');
