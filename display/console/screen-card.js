// One screen by itself: large, with its own modes and its role.
import { html } from 'htm/preact';
import { useEffect, useRef } from 'preact/hooks';
import { signal } from '@preact/signals';
import { t } from '../shared/text.js';
import { Act } from './act.js';
import { healthWords } from './health.js';
import { Miniature } from './miniature.js';
import { sceneName } from './now.js';
import { askToTurnOut } from './paired.js';
import { timeOf } from './words.js';

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
    <h2>${t('console.ask.screen', { name: screen.label })} <span class="soft">${sceneName(screen.scene)}</span></h2>
    <${Miniature} desk=${desk} scene=${screen.scene} role=${screen.role} screen=${screen} label=${screen.name} />
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
    <div class="row">
      <${Act} desk=${desk} command="rename_screen" asks=${{ screen: screen.name, name: screen.label }} class="act--small" icon="message"
        run=${() => askName(desk, screen)}>${t('console.screens.rename')}<//>
      <${Act} desk=${desk} command="reload_screens" args=${one} class="act--small" icon="undo">
        ${t('console.screens.reload')}<//>
      <${Act} desk=${desk} command="tune_screen" asks=${{ screen: screen.name }} class="act--small" icon="screen"
        run=${() => askTuning(desk, screen)}>${t('console.screens.tune')}<//>
      <button type="button" class="act act--small" onClick=${() => askToTurnOut(desk, screen.name)}>
        ${t('console.gate.revoke')}</button>
    </div>
    <div class="row"><span class="soft">${t('console.ask.screen_role')}</span><div class="choice" role="group"
      aria-label=${t('console.ask.screen_role')}>
      ${ROLES.map((role) => html`<${Act} key=${role} desk=${desk} command="assign_screen"
        args=${{ screen: screen.name, role }}
        pressed=${screen.role === role} class="act--small act--choice">${t(`console.screens.role_${role}`)}<//>`)}
    </div></div>
    <${Facts} view=${desk.seen} screen=${screen} />
    <div class="question__answers">
      <button class="act" type="button" autofocus onClick=${() => (open.value = null)}>${t('console.ask.done')}</button>
    </div>
  </dialog>`;
}

/** How it is doing: its size, how far the server is, what it has painted of what it was sent. */
const Facts = (/** @type {{view: any, screen: any}} */ { view, screen }) => {
  const { width, height, rtt, shown_version: shown, sent_version: sent, shown_scene: scene } = screen;
  return html`<p class="facts soft" data-state=${screen.state}>
    ${[
      screen.label !== screen.name && screen.name,
      healthWords(view, screen),
      width && `${width} × ${height}`,
      typeof rtt === 'number' && t('console.screens.rtt', { ms: Math.max(1, Math.round(rtt)) }),
      shown && t('console.screens.painted', { shown, sent: sent ?? shown }),
      scene && sceneName({ code: scene }),
      screen.last_seen && t('console.screens.seen', { time: timeOf(view, screen.last_seen) }),
    ].filter(Boolean).join(' · ')}</p>`;
};

/** @typedef {import('./desk.js').Desk} Desk */

function askName(/** @type {Desk} */ desk, /** @type {any} */ screen) {
  desk.ask({
    title: t('console.screens.rename_ask', { name: screen.label }),
    fields: [{ name: 'name', label: t('console.gate.name'), value: screen.label }],
    yes: t('console.screens.rename'),
    run: (values) => desk.give('rename_screen', { screen: screen.name, name: values.name ?? '' }),
  });
}

function askTuning(/** @type {Desk} */ desk, /** @type {any} */ screen) {
  desk.ask({
    title: t('console.screens.tune_ask', { name: screen.label }),
    fields: [
      edgeOf(screen, 'overscan'),
      edgeOf(screen, 'safe_area'),
      mirrorField(desk, screen),
    ],
    yes: t('console.screens.tune'),
    run: ({ overscan, safe_area: safe, mirror_of: source = '' }) => desk.give('tune_screen', {
      screen: screen.name, overscan: Number(overscan), safe_area: Number(safe), mirror_of: source }),
  });
}

/** @returns {import('./types.js').Field} */
const edgeOf = (/** @type {any} */ screen, /** @type {string} */ edge) =>
  ({ name: edge, label: t(`console.screens.${edge}`), type: 'number', value: screen[edge], required: true });

/** Which other screen it shows the picture of, if any. @returns {import('./types.js').Field} */
export const mirrorField = (/** @type {Desk} */ desk, /** @type {{name: string, mirror_of?: string | null}} */ screen) => ({
  name: 'mirror_of',
  label: t('console.screens.mirror'),
  type: 'select',
  value: screen.mirror_of ?? '',
  options: [{ value: '', label: t('console.screens.mirror_none') }, ...others(desk, screen)],
});

const others = (/** @type {Desk} */ desk, /** @type {{name: string}} */ screen) =>
  desk.seen.screens.filter((/** @type {any} */ one) => one.name !== screen.name && !one.mirror_of)
    .map((/** @type {any} */ { name, label }) => ({ value: name, label }));
