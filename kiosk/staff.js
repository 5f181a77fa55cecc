// What staff see of a locked page: the pad for the PIN, then the few ways out; and the veil over a bare page.
import { html } from 'htm/preact';
import { useEffect, useState } from 'preact/hooks';
import { leaveFor } from './fence.js';
import { setWords } from './lines.js';
import { bare, elsewhere, lock, say, scene, staff } from './state.js';

const LEFT_ALONE_MS = 20_000;
const BACK_AFTER_S = 120;
const SECOND_MS = 1_000;
const [SHORTEST, LONGEST] = [6, 12];
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'erase', '0', 'close'];

/** @typedef {{guard: import('./lock.js').Lock, onLeft: () => void}} Props */

/** Whatever of the lock is to be seen just now. */
export const Staff = (/** @type {Props} */ props) => {
  if (!lock.value || scene.value.state !== 'idle') return null;
  if (staff.value === 'asked') return html`<${Pad} ...${props} />`;
  if (staff.value === 'in') return html`<${Inside} />`;
  return bare.value ? html`<${Veil} />` : null;
};

const Veil = () => html`
  <section id="veil"><h1>${setWords(say('kiosk.lock.touch'))}</h1></section>`;

const Pad = (/** @type {Props} */ { guard, onLeft }) => {
  const [pin, setPin] = useState('');
  const [trouble, setTrouble] = useState('');
  const [isLooking, setLooking] = useState(false);
  const wait = useWait(guard);
  useEffect(() => {
    const timer = setTimeout(away, LEFT_ALONE_MS);
    return () => clearTimeout(timer);
  }, [pin, wait > 0]);
  const isReady = pin.length >= SHORTEST && pin.length <= LONGEST && !isLooking && wait === 0;
  const go = async () => {
    const kept = lock.value;
    if (!isReady || !kept) return setPin('');
    setLooking(true);
    const isOpen = await guard.opens(kept, pin);
    setLooking(false);
    setPin('');
    setTrouble(isOpen ? '' : say('kiosk.lock.wrong'));
    if (isOpen) {
      staff.value = 'in';
      onLeft();
    }
  };
  const press = (/** @type {string} */ key) => {
    if (key === 'close') return away();
    setTrouble('');
    setPin(key === 'erase' ? pin.slice(0, -1) : pin + key);
  };
  useKeys((key) => (key === 'Enter' ? go() : press(key)));
  const line = wait > 0 ? say('kiosk.lock.wait', { n: wait }) : isLooking ? say('kiosk.lock.looking') : trouble;
  return html`
    <section id="pin" class="pad" role="dialog" aria-label=${say('kiosk.lock.title')}>
      <h2>${say('kiosk.lock.title')}</h2>
      <output id="pin-dots">${'●'.repeat(Math.min(pin.length, LONGEST)) || '·'.repeat(SHORTEST)}</output>
      <p id="pin-trouble" role="alert">${line || say('kiosk.lock.guests')}</p>
      <div class="digits">${KEYS.map((key) => html`
        <button type="button" data-key=${key} class=${key.length > 1 ? 'soft' : ''} onClick=${() => press(key)}>
          ${key.length > 1 ? say(`kiosk.keypad.${key}`) : key}</button>`)}</div>
      <button type="button" id="pin-confirm" class="main" disabled=${!isReady} onClick=${go}>
        ${say('kiosk.keypad.confirm')}</button>
    </section>`;
};

const Inside = () => {
  const left = useCountdown(BACK_AFTER_S, away);
  return html`
    <section id="staff" class="pad" role="dialog" aria-label=${say('kiosk.lock.inside')}>
      <h2>${say('kiosk.lock.inside')}</h2>
      <p>${say('kiosk.lock.told')}</p>
      ${elsewhere.value > 0 && html`<p id="elsewhere">${say('kiosk.lock.elsewhere', { n: elsewhere.value })}</p>`}
      <div class="ways-out">
        <button type="button" id="lock-again" class="main" onClick=${away}>${say('kiosk.lock.again', { n: left })}</button>
        <button type="button" id="small-window" onClick=${() => document.exitFullscreen().catch(() => {})}>
          ${say('kiosk.lock.window')}</button>
        <button type="button" id="fresh-page" onClick=${() => leaveFor(() => location.reload())}>
          ${say('kiosk.lock.fresh')}</button>
        <button type="button" id="check-machine" onClick=${() => leaveFor(() => location.assign('/setup'))}>
          ${say('kiosk.lock.setup')}</button>
      </div>
    </section>`;
};

function away() {
  staff.value = 'away';
}

function useWait(/** @type {import('./lock.js').Lock} */ guard) {
  const seconds = () => Math.ceil(guard.waitMs / SECOND_MS);
  const [wait, setWait] = useState(seconds());
  useEffect(() => {
    const timer = setInterval(() => setWait(seconds()), SECOND_MS / 4);
    return () => clearInterval(timer);
  }, []);
  return wait;
}

function useCountdown(/** @type {number} */ from, /** @type {() => void} */ onEnd) {
  const [left, setLeft] = useState(from);
  useEffect(() => {
    const timer = setTimeout(() => (left > 1 ? setLeft(left - 1) : onEnd()), SECOND_MS);
    return () => clearTimeout(timer);
  }, [left]);
  return left;
}

// A scanner that types meanwhile has more digits than a PIN may have; its scan counts as one all the same.
function useKeys(/** @type {(key: string) => void} */ onKey) {
  useEffect(() => {
    const listen = (/** @type {KeyboardEvent} */ { key, ctrlKey, altKey, metaKey }) => {
      if (ctrlKey || altKey || metaKey) return;
      if (/^[0-9]$/.test(key) || key === 'Enter') onKey(key);
      else if (key === 'Backspace') onKey('erase');
      else if (key === 'Escape') onKey('close');
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  });
}
