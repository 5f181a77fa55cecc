// Every screen in small: what it shows, whether it follows, whether it is there.
import { html } from 'htm/preact';
import { t } from '../shared/text.js';
import { Act } from './act.js';
import { icon } from './icons.js';
import { Miniature } from './miniature.js';
import { sceneName } from './now.js';
import { openScreen } from './screen-card.js';
import { timeOf } from './words.js';

/** @param {{desk: import('./desk.js').Desk}} props */
export function Screens({ desk }) {
  const view = desk.seen;
  const { screens = [], kiosks = [] } = view;
  return html`<section class="screens" aria-label=${t('console.screens.title')}>
    <h2 class="label">${t('console.screens.title')}
      <${Act} desk=${desk} command="identify" id="identify-all" class="act--small" icon="search">
        ${t('console.screens.identify')}<//>
    </h2>
    <div class="screens__grid" data-many=${screens.length > 4}>
      ${screens.map((/** @type {any} */ screen) => html`<${Screen} key=${screen.name} desk=${desk}
        screen=${screen} />`)}
    </div>
    ${kiosks.length > 0 && html`<p class="kiosks soft">${t('console.screens.kiosks')}:
      ${kiosks.map((/** @type {any} */ kiosk) => html`<span key=${kiosk.name} data-kiosk=${kiosk.name}
        data-health=${health(kiosk)}>
        ${icon(kiosk.connected ? 'link' : 'unlink')}${kiosk.name} ${words(view, kiosk)}</span>`)}</p>`}
  </section>`;
}

/** @param {{desk: import('./desk.js').Desk, screen: any}} props */
function Screen({ desk, screen }) {
  const view = desk.seen;
  const state = health(screen);
  return html`<button type="button" class="screen" data-screen=${screen.name} data-mode=${screen.mode}
    data-health=${state} onClick=${() => openScreen(screen.name)}>
    <${Miniature} desk=${desk} scene=${screen.scene} role=${screen.role}
      label=${`${screen.name}: ${sceneName(screen.scene)}`} />
    <span class="screen__name">${icon(screen.connected ? 'link' : 'unlink')}${screen.name}</span>
    <span class="screen__says">${says(view, screen, desk.now.value)}</span>
  </button>`;
}

/** What is worth saying of a screen: it shows its name, it does not follow, it is lost; else all is well. */
function says(/** @type {any} */ view, /** @type {any} */ screen, /** @type {number} */ now) {
  if (Date.parse(screen.identify_until) > now) return t('console.screens.identifying');
  const follows = screen.mode === 'programme';
  const said = [!follows && t(`console.screens.mode_${screen.mode}`), (follows || !screen.connected) && words(view, screen)];
  return said.filter(Boolean).join(' · ');
}

/** How a screen or kiosk is doing, in one word for the catalogue. */
export function health(/** @type {any} */ { connected, last_seen: seen }) {
  if (connected) return 'connected';
  return seen ? 'lost' : 'never';
}

const words = (/** @type {any} */ view, /** @type {any} */ one) =>
  t(`console.screens.${health(one)}`, { time: timeOf(view, one.last_seen) });
