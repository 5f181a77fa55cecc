// Every screen in small: what it shows, whether it follows, whether it is there.
import { html } from 'htm/preact';
import { t } from '../shared/text.js';
import { Act } from './act.js';
import { health, healthWords } from './health.js';
import { icon } from './icons.js';
import { Miniature } from './miniature.js';
import { sceneName } from './now.js';
import { openDevices } from './paired.js';
import { SoundCheck } from './sound-check.js';
import { openScreen } from './screen-card.js';
import { Waiting } from './waiting.js';
import { timeOf } from './words.js';

/** @param {{desk: import('./desk.js').Desk}} props */
export function Screens({ desk }) {
  const view = desk.seen;
  const { screens = [], kiosks = [] } = view;
  return html`<section class="screens" aria-label=${t('console.screens.title')}>
    <h2 class="label">${t('console.screens.title')}
      <${Act} desk=${desk} command="identify" id="identify-all" class="act--small" icon="search">
        ${t('console.screens.identify')}<//>
      <button type="button" class="act act--small" id="open-devices" onClick=${openDevices}>
        ${t('console.gate.devices')}</button>
    </h2>
    <${Waiting} desk=${desk} />
    <div class="screens__grid" data-many=${screens.length > 4}>
      ${screens.map((/** @type {any} */ screen) => html`<${Screen} key=${screen.name} desk=${desk}
        screen=${screen} />`)}
    </div>
    <${SoundCheck} desk=${desk} />
    ${kiosks.length > 0 && html`<p class="kiosks soft">${t('console.screens.kiosks')}:
      ${kiosks.map((/** @type {any} */ kiosk) => html`<span key=${kiosk.name} data-kiosk=${kiosk.name}
        data-health=${health(kiosk)}>
        ${icon(kiosk.connected ? 'link' : 'unlink')}${kiosk.name} ${healthWords(view, kiosk)}${feeling(view, kiosk)}</span>`)}</p>`}
  </section>`;
}

/** @param {{desk: import('./desk.js').Desk, screen: any}} props */
function Screen({ desk, screen }) {
  const view = desk.seen;
  const state = health(screen);
  return html`<button type="button" class="screen" data-screen=${screen.name} data-mode=${screen.mode}
    data-health=${state} onClick=${() => openScreen(screen.name)}>
    <${Miniature} desk=${desk} scene=${screen.scene} role=${screen.role} screen=${screen}
      label=${`${screen.label}: ${sceneName(screen.scene)}`} />
    <span class="screen__name">${icon(ICONS[state] ?? 'link')}${screen.label}</span>
    <span class="screen__says">${says(view, screen, desk.now.value)}</span>
  </button>`;
}

/** @type {Record<string, string>} */
const ICONS = { lost: 'unlink', never: 'unlink', late: 'alert', wrong: 'alert' };

/** What is worth saying of a screen: it shows its name, it does not follow, it is lost; else all is well. */
function says(/** @type {any} */ view, /** @type {any} */ screen, /** @type {number} */ now) {
  if (Date.parse(screen.identify_until) > now) return t('console.screens.identifying');
  const follows = screen.mode === 'programme';
  const isWell = health(screen) === 'connected';
  const said = [
    !follows && t(`console.screens.mode_${screen.mode}`),
    follows && isWell && screen.mirror_of && t('console.screens.mirrors', { screen: screen.mirror_of }),
    (!isWell || (follows && !screen.mirror_of)) && healthWords(view, screen),
  ];
  return said.filter(Boolean).join(' · ');
}

/** What of a kiosk's own report the operator should know: scans it holds, its lock, camera, disk, roster and battery. */
function feeling(/** @type {any} */ view, /** @type {any} */ { health: told, locked }) {
  if (!told) return '';
  return [
    told.waiting > 0 && t('console.kiosk.waiting', { n: told.waiting }),
    told.elsewhere > 0 && t('reception.kiosks.elsewhere', { n: told.elsewhere }),
    locked && t(`console.kiosk.page_${told.page ?? 'held'}`),
    told.camera !== 'on' && t(`reception.camera.${told.camera ?? 'off'}`),
    !told.storage && t('console.kiosk.no_storage'),
    told.roster_at && t('console.kiosk.roster', { time: timeOf(view, told.roster_at) }),
    told.battery !== null && t('console.kiosk.battery', { percent: Math.round(told.battery * 100) }),
  ].filter(Boolean).map((words) => ` · ${words}`).join('');
}
