// Kiosks at the gate: each shows four digits; whoever compares them lets it in, under a name.
import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { language, t } from '../../display/shared/text.js';

const ADDRESS = '/api/v1/devices';

/** @typedef {import('./desk.js').Desk} Desk */
/** @typedef {{code: string, at: string, holds: number}} Waiting */
/** @typedef {{code: string, name: string, gate: string, direction: string}} Approval */

const DIRECTIONS = ['in', 'out', 'both'];

/** The kiosks that ask to be let in; nothing while none does. */
export const Gate = (/** @type {{desk: Desk}} */ { desk }) => {
  const waiting = /** @type {Waiting[]} */ (desk.view.value?.['waiting'] ?? []);
  return waiting.length > 0 && html`
    <section class="cases gate" id="gate" data-waiting=${waiting.length}>
      <h3>${t('reception.gate.title')} <b>${waiting.length}</b></h3>
      <p>${t('reception.gate.compare')}</p>
      <ul>${waiting.map((one) => html`<${Line} key=${one.code} desk=${desk} kiosk=${one} />`)}</ul>
    </section>`;
};

const Line = (/** @type {{desk: Desk, kiosk: Waiting}} */ { desk, kiosk: { code, at, holds } }) => {
  const names = /** @type {{name: string, connected: boolean}[]} */ (desk.view.value?.['kiosks'] ?? []);
  const [name, setName] = useState(freeName(names.map((kiosk) => kiosk.name)));
  const [gate, setGate] = useState('');
  const [direction, setDirection] = useState('in');
  const [problem, setProblem] = useState('');
  const send = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const isTaken = names.some((kiosk) => kiosk.connected && kiosk.name === name.trim());
    setProblem(isTaken ? t('reception.gate.taken', { name: name.trim() }) : await desk.kiosks.letIn({ code, name, gate, direction }));
  };
  return html`
    <li data-code=${code}>
      <strong class="gate__code">${code}</strong>
      <form onSubmit=${send}>
        <input name="kiosk-name" aria-label=${t('reception.gate.name')} value=${name} required maxlength="40"
          autocomplete="off" onInput=${(/** @type {any} */ { target }) => setName(target.value)} />
        <${Direction} value=${direction} onChange=${setDirection} />
        <input name="gate" aria-label=${t('reception.gate.gate')} placeholder=${t('reception.gate.gate')} value=${gate}
          maxlength="40" autocomplete="off" onInput=${(/** @type {any} */ { target }) => setGate(target.value)} />
        <button type="submit" class="quiet">${t('reception.gate.approve')}</button>
        <em>${[t('reception.gate.asked', { time: desk.timeOf(at) }), holds > 0 && t('reception.gate.holds', { n: holds })]
          .filter(Boolean).join(' · ')}</em>
        <button type="button" class="quiet" name="dismiss"
          onClick=${async () => setProblem(await desk.kiosks.dismiss(code))}>${t('reception.gate.dismiss')}</button>
        <em class="wrong" role="alert">${problem}</em>
      </form>
    </li>`;
};

/** Which way a kiosk counts, to choose from. */
export const Direction = (/** @type {{value: string, onChange?: (value: string) => void}} */ { value, onChange = () => {} }) => html`
  <select name="direction" aria-label=${t('reception.gate.direction')} value=${value}
    onChange=${(/** @type {any} */ { target }) => onChange(target.value)}>
    ${DIRECTIONS.map((one) => html`<option value=${one} selected=${one === value}>${t(`reception.gate.${one}`)}</option>`)}
  </select>`;

function freeName(/** @type {string[]} */ taken) {
  let n = 1;
  while (taken.includes(t('reception.gate.name_n', { n }))) n += 1;
  return t('reception.gate.name_n', { n });
}

/**
 * @param {string | null} token this desk's own where nobody has signed in
 * @returns {(device: Approval) => Promise<string>}
 */
export const letInAtServer = (token) => (device) =>
  told(token, 'POST', ADDRESS, { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(device) });

/**
 * Ask nobody about the kiosk that shows `code` any more.
 * @param {string | null} token
 * @returns {(code: string) => Promise<string>}
 */
export const dismissAtServer = (token) => (code) => told(token, 'DELETE', `/api/v1/pairings/${code}`);

/**
 * Tells the server; resolves to the sentence why not, or to nothing.
 * @param {string | null} token
 * @param {string} method
 * @param {string} address
 * @param {RequestInit} said
 */
async function told(token, method, address, said = {}) {
  const headers = { ...said.headers, ...(token && { Authorization: `Bearer ${token}` }) };
  try {
    const answer = await fetch(address, { ...said, method, headers });
    if (answer.ok) return '';
    const { message, message_en: english } = await answer.json();
    return (language() === 'en' && english) || message;
  } catch {
    return t('reception.gate.failed');
  }
}
