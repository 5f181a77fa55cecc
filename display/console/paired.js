// The devices that have been let in: what each is, whether it is here, and how to let it in no longer.
import { html } from 'htm/preact';
import { useEffect, useRef } from 'preact/hooks';
import { signal } from '@preact/signals';
import { ServersRoot } from '../shared/root.js';
import { t } from '../shared/text.js';
import { lockKiosk, pairedDevices, placeKiosk, turnOut } from './devices.js';
import { icon } from './icons.js';
import { placeFields } from './waiting.js';

/** @type {import('@preact/signals').Signal<import('./devices.js').Device[] | null>} */
const listed = signal(null);

/** Show the list. */
export async function openDevices() {
  listed.value = await pairedDevices();
}

/** Ask whether a device is to be let in no longer. */
export function askToTurnOut(/** @type {import('./desk.js').Desk} */ desk, /** @type {string} */ name, kind = 'screen') {
  desk.ask({
    title: t('console.gate.revoke_ask', { name }),
    body: t(`console.gate.revoke_${kind}`),
    yes: t('console.gate.revoke'),
    no: t('console.gate.keep'),
    run: async () => {
      const answer = await turnOut(name);
      if (listed.value) await openDevices();
      return answer;
    },
  });
}

/** Ask for the PIN that a kiosk is held to its page by, twice, since nobody sees what is typed. */
function askToLock(/** @type {import('./desk.js').Desk} */ desk, /** @type {string} */ name) {
  const field = (/** @type {string} */ each) =>
    ({ name: each, label: t(`reception.lock.${each}`), type: /** @type {const} */ ('password'), required: true });
  desk.ask({
    title: t('console.gate.lock_ask', { name }),
    fields: [field('pin'), field('again')],
    yes: t('reception.lock.lock'),
    run: async ({ pin, again }) => (pin === again
      ? lockKiosk(name, pin)
      : { code: 'differ', message: t('reception.lock.differ', {}, 'vi'), message_en: t('reception.lock.differ', {}, 'en') }),
  });
}

/** Ask where a kiosk stands now, and which way it counts. */
function askToPlace(/** @type {import('./desk.js').Desk} */ desk, /** @type {import('./devices.js').Device} */ { name, gate, direction }) {
  desk.ask({
    title: t('console.gate.place_ask', { name }),
    fields: placeFields(gate ?? '', direction),
    yes: t('reception.gate.change'),
    run: async (values) => {
      const answer = await placeKiosk(name, /** @type {any} */ (values));
      await openDevices();
      return answer;
    },
  });
}

/** @param {{desk: import('./desk.js').Desk, name: string}} props */
function Lock({ desk, name }) {
  const isLocked = desk.seen.kiosks.find((/** @type {any} */ one) => one.name === name)?.locked;
  return html`<button type="button" class="act act--small" data-do=${isLocked ? 'unlock' : 'lock'}
    onClick=${() => (isLocked ? lockKiosk(name, null) : askToLock(desk, name))}>
    ${t(isLocked ? 'reception.lock.unlock' : 'reception.lock.lock')}</button>`;
}

/** @param {{desk: import('./desk.js').Desk}} props */
export function Devices({ desk }) {
  return listed.value && html`<${List} desk=${desk} devices=${listed.value} />`;
}

/** Screens and kiosks report whether they are here; of a reception desk nobody knows. */
const standing = (/** @type {import('./devices.js').Device} */ { kind, role, gate, direction }, /** @type {boolean} */ isHere) =>
  [
    t(role ? `console.screens.role_${role}` : `console.gate.is_${kind}`),
    gate,
    direction && t(`reception.gate.${direction}`),
    kind !== 'reception' && t(isHere ? 'console.gate.here' : 'console.gate.away'),
  ].filter(Boolean).join(' · ');

/** @param {{desk: import('./desk.js').Desk, devices: import('./devices.js').Device[]}} props */
function List({ desk, devices }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useEffect(() => dialog.current?.showModal(), []);
  const here = new Set([...desk.seen.screens, ...desk.seen.kiosks].filter((one) => one.connected).map((one) => one.name));
  return html`<dialog ref=${dialog} class="question devices" id="devices" onClose=${() => (listed.value = null)}>
    <h2>${t('console.gate.devices')}</h2>
    ${devices.length === 0 && html`<p class="soft">${t('console.gate.none')}</p>`}
    <ul>${devices.map((device) => ({ device, ...device })).map(({ device, kind, name }) => html`<li key=${name} data-device=${name}>
      ${icon(kind === 'reception' ? 'person' : here.has(name) ? 'link' : 'unlink')}
      <span>${name} <em class="soft">${standing(device, here.has(name))}</em></span>
      <span class="deeds">
        ${kind === 'kiosk' && html`<${Lock} desk=${desk} name=${name} />
          <button type="button" class="act act--small" data-do="place" onClick=${() => askToPlace(desk, device)}>
            ${t('reception.gate.move')}</button>`}
        <button type="button" class="act act--small" onClick=${() => askToTurnOut(desk, name, kind)}>
          ${t('console.gate.revoke')}</button>
      </span>
    </li>`)}</ul>
    <${ServersRoot} />
    <div class="question__answers">
      <button class="act" type="button" autofocus onClick=${() => (listed.value = null)}>${t('console.ask.done')}</button>
    </div>
  </dialog>`;
}
