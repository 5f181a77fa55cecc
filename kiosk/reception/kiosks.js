// How each kiosk is, as it says itself: what it still holds, its roster, camera and battery; and its lock.
import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { language, t } from '../../display/shared/text.js';
import { Direction } from './gate.js';

/** @typedef {import('./desk.js').Desk} Desk */
/** @typedef {(kiosk: string, pin: string | null) => Promise<string>} Locking resolves to why not, or to nothing */
/** @typedef {(kiosk: string, place: {gate: string, direction: string}) => Promise<string>} Placing resolves to why not, or to nothing */

/**
 * Whether somebody must see to a kiosk: it cannot write, holds scans the server does not have, or is not there:
 * lost, or not come by the hour when guests do.
 */
export const isTroubled = (/** @type {any} */ { connected, last_seen: seen, health }, /** @type {string} */ phase) =>
  (connected ? Boolean(health) && (!health.storage || health.waiting > 0) : Boolean(seen) || phase !== 'preparing');

/** One line of the list of kiosks. */
export const Kiosk = (/** @type {{desk: Desk, kiosk: any}} */ { desk, kiosk }) => html`
  <li class="row" data-connected=${kiosk.connected} data-kiosk=${kiosk.name}>
    <span>
      <b>${kiosk.name}</b>
      <${Place} desk=${desk} kiosk=${kiosk} />
      ${kiosk.health && html`<em>${feels(desk, kiosk.health).join(' · ')}</em>`}
      <${Lock} desk=${desk} kiosk=${kiosk} />
    </span>
    <i>${presence(desk, kiosk)}</i>
  </li>`;

/** Where it stands and which way it counts, and a way to change both. */
const Place = (/** @type {{desk: Desk, kiosk: any}} */ { desk, kiosk }) => {
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState('');
  const send = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const [gate, direction] = ['gate', 'direction'].map((name) => String(form.get(name)));
    const why = await desk.kiosks.place(kiosk.name, { gate: gate ?? '', direction: direction ?? '' });
    setProblem(why);
    if (!why) setAsking(false);
  };
  return html`
    <em data-direction=${kiosk.direction}>${standing(kiosk)}
      ${!isAsking && html` <button type="button" class="link-like" data-do="place" onClick=${() => setAsking(true)}>${t('reception.gate.move')}</button>`}</em>
    ${isAsking && html`
      <form class="lock" onSubmit=${send} onKeyDown=${(/** @type {KeyboardEvent} */ { key }) => key === 'Escape' && setAsking(false)}>
        <${Direction} value=${kiosk.direction} />
        <input name="gate" aria-label=${t('reception.gate.gate')} placeholder=${t('reception.gate.gate')} value=${kiosk.gate ?? ''}
          maxlength="40" autocomplete="off" />
        <button type="submit" class="quiet">${t('reception.gate.change')}</button>
      </form>`}
    <em class="wrong" role="alert">${problem}</em>`;
};

const Lock = (/** @type {{desk: Desk, kiosk: any}} */ { desk, kiosk }) => {
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState('');
  const set = async (/** @type {string | null} */ pin) => {
    const why = await desk.kiosks.lock(kiosk.name, pin);
    setProblem(why);
    if (!why) setAsking(false);
  };
  return html`
    <em class=${['left', 'bare'].includes(kiosk.health?.page) && kiosk.connected ? 'warned' : ''} data-locked=${kiosk.locked}>
      ${lockWords(desk, kiosk).join(' · ')}
      ${kiosk.locked
        ? html` <button type="button" class="link-like" data-do="unlock" onClick=${() => set(null)}>${t('reception.lock.unlock')}</button>`
        : !isAsking && html` <button type="button" class="link-like" data-do="lock" onClick=${() => setAsking(true)}>${t('reception.lock.lock')}</button>`}
    </em>
    ${isAsking && !kiosk.locked && html`<${Pin} onPin=${set} onProblem=${setProblem} onClose=${() => setAsking(false)} />`}
    <em class="wrong" role="alert">${problem}</em>`;
};

/** The PIN, twice, since nobody sees what is typed. */
const Pin = (/** @type {{onPin: (pin: string) => void, onProblem: (why: string) => void, onClose: () => void}} */
  { onPin, onProblem, onClose }) => {
  const send = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const [pin, again] = ['pin', 'again'].map((name) => String(form.get(name)));
    if (pin === again) onPin(pin ?? '');
    else onProblem(t('reception.lock.differ'));
  };
  return html`
    <form class="lock" onSubmit=${send} onKeyDown=${(/** @type {KeyboardEvent} */ { key }) => key === 'Escape' && onClose()}>
      ${['pin', 'again'].map((name) => html`
        <input name=${name} type="password" inputmode="numeric" autocomplete="new-password" maxlength="12" required
          autofocus=${name === 'pin'} placeholder=${t(`reception.lock.${name}`)} aria-label=${t(`reception.lock.${name}`)} />`)}
      <button type="submit" class="quiet">${t('reception.lock.lock')}</button>
    </form>`;
};

function lockWords(/** @type {Desk} */ desk, /** @type {any} */ { locked, guarded, health, connected }) {
  const page = connected && health?.page;
  return [
    t(locked ? 'reception.lock.locked' : 'reception.lock.open'),
    page === 'left' && t('reception.lock.left_now'),
    page === 'bare' && t('reception.lock.bare'),
    guarded && t(`reception.lock.was_${guarded.what}`, { time: desk.timeOf(guarded.at), by: guarded.by ?? '–' }),
    guarded?.wrong > 0 && t('reception.lock.wrong', { n: guarded.wrong }),
  ].filter(Boolean);
}

/**
 * Holds a kiosk to its page by a PIN at the server, or lets it go.
 * @param {string | null} token this desk's own where nobody has signed in
 * @returns {Locking}
 */
export const lockAtServer = (token) => (kiosk, pin) =>
  told(token, `${kioskAt(kiosk)}/lock`, pin === null ? { method: 'DELETE' } : { method: 'PUT', body: JSON.stringify({ pin }) });

/**
 * Tells the server where a kiosk stands from now on, and which way it counts.
 * @param {string | null} token this desk's own where nobody has signed in
 * @returns {Placing}
 */
export const placeAtServer = (token) => (kiosk, place) =>
  told(token, `${kioskAt(kiosk)}/place`, { method: 'PUT', body: JSON.stringify(place) });

const kioskAt = (/** @type {string} */ kiosk) => `/api/v1/kiosks/${encodeURIComponent(kiosk)}`;

async function told(/** @type {string | null} */ token, /** @type {string} */ address, /** @type {RequestInit} */ how) {
  const headers = { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) };
  try {
    const answer = await fetch(address, { ...how, headers });
    if (answer.ok) return '';
    const { message, message_en: english } = await answer.json();
    return (language() === 'en' && english) || message;
  } catch {
    return t('reception.gate.failed');
  }
}

const standing = (/** @type {any} */ { gate, direction }) =>
  [gate, direction && t(`reception.gate.${direction}`)].filter(Boolean).join(' · ');

function presence(/** @type {Desk} */ desk, /** @type {any} */ { connected, last_seen: seen }) {
  if (connected) return t('reception.kiosks.connected');
  return seen ? t('reception.kiosks.gone', { time: desk.timeOf(seen) }) : t('reception.kiosks.never');
}

function feels(/** @type {Desk} */ desk, /** @type {any} */ { waiting, elsewhere, storage, roster_at: at, camera, battery }) {
  return [
    waiting > 0 ? t('reception.kiosks.waiting', { n: waiting }) : t('reception.kiosks.nothing_waits'),
    elsewhere > 0 && t('reception.kiosks.elsewhere', { n: elsewhere }),
    !storage && t('reception.kiosks.no_storage'),
    at ? t('reception.kiosks.roster', { time: desk.timeOf(at) }) : t('reception.kiosks.no_roster'),
    t(`reception.camera.${camera ?? 'off'}`),
    battery !== null && t('reception.kiosks.battery', { percent: Math.round(battery * 100) }),
  ].filter(Boolean);
}
