// The keypad on the screen, for the short number printed under the code: C-037.
import { html } from 'htm/preact';
import { useEffect, useState } from 'preact/hooks';
import { say } from './state.js';

const LEFT_ALONE_MS = 20_000;
const PLACES = 3;
const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** The badge number that a letter and typed digits mean. */
export const badgeNumber = (/** @type {string} */ letter, /** @type {string} */ digits) =>
  letter ? `${letter}-${digits.padStart(PLACES, '0')}` : digits;

/**
 * The open keypad; `letters` are those on this conference's badges.
 * @param {{letters: string[], onNumber: (number: string) => void, onClose: () => void}} props
 */
export const Keypad = ({ letters, onNumber, onClose }) => {
  const [letter, setLetter] = useState(letters[0] ?? '');
  const [digits, setDigits] = useState('');
  useEffect(() => {
    const timer = setTimeout(onClose, LEFT_ALONE_MS);
    return () => clearTimeout(timer);
  }, [letter, digits]);
  const add = (/** @type {string} */ digit) => setDigits((digits + digit).slice(-PLACES));
  const key = (/** @type {string} */ digit) => html`
    <button type="button" data-key=${digit} onClick=${() => add(digit)}>${digit}</button>`;
  return html`
    <section id="keypad" role="dialog" aria-label=${say('kiosk.keypad.title')}>
      <h2>${say('kiosk.keypad.title')}</h2>
      <output id="keypad-number">${shown(letter, digits)}</output>
      <div class="letters" role="group" aria-label=${say('kiosk.keypad.letter')}>
        ${letters.length > 1 && letters.map((one) => html`
          <button type="button" data-key=${one} aria-pressed=${one === letter}
            onClick=${() => setLetter(one)}>${one}</button>`)}
      </div>
      <div class="digits">
        ${DIGITS.map(key)}
        <button type="button" data-key="erase" class="soft" onClick=${() => setDigits(digits.slice(0, -1))}>
          ${say('kiosk.keypad.erase')}</button>
        ${key('0')}
        <button type="button" data-key="close" class="soft" onClick=${onClose}>
          ${say('kiosk.keypad.close')}</button>
      </div>
      <button type="button" id="keypad-confirm" disabled=${!digits}
        onClick=${() => onNumber(badgeNumber(letter, digits))}>${say('kiosk.keypad.confirm')}</button>
    </section>`;
};

const shown = (/** @type {string} */ letter, /** @type {string} */ digits) => html`
  ${letter && html`<b>${letter}</b><span>–</span>`}
  ${[...digits.padStart(PLACES, '·')].map((digit) => html`<b class=${digit === '·' ? 'empty' : ''}>${digit}</b>`)}`;
