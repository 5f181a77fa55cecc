// The keypad on the screen, for the short number printed under the code: C-037.
import { html } from 'htm/preact';
import { useEffect, useState } from 'preact/hooks';
import { say } from './state.js';

const LEFT_ALONE_MS = 20_000;
const LONGEST = 6; // where no badge has been heard of yet
const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** @typedef {Record<string, number[]>} Numbers how many digits the badges of each letter have, the fewest first */

/** The badge number that a letter and typed digits mean; zeros in front need not be typed. */
export function badgeNumber(/** @type {Numbers} */ numbers, /** @type {string} */ letter, /** @type {string} */ digits) {
  const places = numbers[letter] ?? [];
  const bare = digits.replace(/^0+(?=.)/, '');
  const number = places.includes(digits.length) ? digits : bare.padStart(placesFor(places, bare), '0');
  return letter ? `${letter}-${number}` : number;
}

const placesFor = (/** @type {number[]} */ places, /** @type {string} */ digits) =>
  places.find((many) => many >= digits.length) ?? digits.length;

/**
 * The open keypad; `numbers` are those on this conference's badges.
 * @param {{numbers: Numbers, onNumber: (number: string) => void, onClose: () => void}} props
 */
export const Keypad = ({ numbers, onNumber, onClose }) => {
  const letters = Object.keys(numbers);
  const [letter, setLetter] = useState(letters[0] ?? '');
  const [typed, setDigits] = useState('');
  const places = numbers[letter] ?? [];
  const digits = typed.slice(-(places.at(-1) ?? LONGEST));
  useEffect(() => {
    const timer = setTimeout(onClose, LEFT_ALONE_MS);
    return () => clearTimeout(timer);
  }, [letter, typed]);
  const add = (/** @type {string} */ digit) => setDigits(digits + digit);
  const key = (/** @type {string} */ digit) => html`
    <button type="button" data-key=${digit} onClick=${() => add(digit)}>${digit}</button>`;
  return html`
    <section id="keypad" role="dialog" aria-label=${say('kiosk.keypad.title')}>
      <h2>${say('kiosk.keypad.title')}</h2>
      <output id="keypad-number">${shown(letter, digits.padStart(placesFor(places, digits), '·'))}</output>
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
        onClick=${() => onNumber(badgeNumber(numbers, letter, digits))}>${say('kiosk.keypad.confirm')}</button>
    </section>`;
};

const shown = (/** @type {string} */ letter, /** @type {string} */ digits) => html`
  ${letter && html`<b>${letter}</b><span>–</span>`}
  ${[...digits].map((digit) => html`<b class=${digit === '·' ? 'empty' : ''}>${digit}</b>`)}`;
