// How each kiosk is, as it says itself: what it still holds, its roster, camera and battery.
import { html } from 'htm/preact';
import { t } from '../../display/shared/text.js';

/** @typedef {import('./desk.js').Desk} Desk */

/** One line of the list of kiosks. */
export const Kiosk = (/** @type {{desk: Desk, kiosk: any}} */ { desk, kiosk }) => html`
  <li class="row" data-connected=${kiosk.connected} data-kiosk=${kiosk.name}>
    <span>
      <b>${kiosk.name}</b>
      <em>${standing(kiosk)}</em>
      ${kiosk.health && html`<em>${feels(desk, kiosk.health).join(' · ')}</em>`}
    </span>
    <i>${presence(desk, kiosk)}</i>
  </li>`;

const standing = (/** @type {any} */ { gate, direction }) =>
  [gate, direction && t(`reception.gate.${direction}`)].filter(Boolean).join(' · ');

function presence(/** @type {Desk} */ desk, /** @type {any} */ { connected, last_seen: seen }) {
  if (connected) return t('reception.kiosks.connected');
  return seen ? t('reception.kiosks.gone', { time: desk.timeOf(seen) }) : t('reception.kiosks.never');
}

function feels(/** @type {Desk} */ desk, /** @type {any} */ { waiting, storage, roster_at: at, camera, battery }) {
  return [
    waiting > 0 ? t('reception.kiosks.waiting', { n: waiting }) : t('reception.kiosks.nothing_waits'),
    !storage && t('reception.kiosks.no_storage'),
    at ? t('reception.kiosks.roster', { time: desk.timeOf(at) }) : t('reception.kiosks.no_roster'),
    t(camera === 'on' ? 'reception.kiosks.camera' : 'reception.kiosks.no_camera'),
    battery !== null && t('reception.kiosks.battery', { percent: Math.round(battery * 100) }),
  ].filter(Boolean);
}
