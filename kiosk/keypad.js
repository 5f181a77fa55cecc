// The keypad on the screen, for the short number printed under the code: C-037.
import { html } from 'htm/preact';
import { useEffect } from 'preact/hooks';
import { badgeNumber, dial, isWhole, letterOf, shownDigits } from './dial.js';
import { dialled as signal, numbers as known, say } from './state.js';

const LEFT_ALONE_MS = 20_000;
const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/**
 * The open keypad.
 * @param {{onNumber: (number: string) => void, onClose: () => void}} props
 */
export const Keypad = ({ onNumber, onClose }) => {
  const numbers = known.value;
  const letters = Object.keys(numbers);
  const dialled = signal.value;
  const letter = letterOf(numbers, dialled);
  useEffect(() => {
    const timer = setTimeout(onClose, LEFT_ALONE_MS);
    return () => clearTimeout(timer);
  }, [dialled]);
  const press = (/** @type {string} */ key) => (signal.value = dial(numbers, dialled, key));
  const digit = (/** @type {string} */ key) => html`
    <button type="button" data-key=${key} onClick=${() => press(key)}>${key}</button>`;
  return html`
    <section id="keypad" role="dialog" aria-label=${say('kiosk.keypad.title')}>
      <h2>${say('kiosk.keypad.title')}</h2>
      <output id="keypad-number">${shown(letter, shownDigits(numbers, dialled))}</output>
      <div class=${letter === null && dialled.digits ? 'letters letters--asked' : 'letters'} role="group"
        aria-label=${say('kiosk.keypad.letter')}>
        ${letters.length > 1 && letters.map((one) => html`
          <button type="button" data-key=${one} aria-pressed=${one === letter}
            onClick=${() => press(one)}>${one || '–'}</button>`)}
      </div>
      <div class="digits">
        ${DIGITS.map(digit)}
        <button type="button" data-key="erase" class="soft" onClick=${() => press('erase')}>
          ${say('kiosk.keypad.erase')}</button>
        ${digit('0')}
        <button type="button" data-key="close" class="soft" onClick=${onClose}>
          ${say('kiosk.keypad.close')}</button>
      </div>
      <button type="button" id="keypad-confirm" disabled=${!isWhole(numbers, dialled)}
        onClick=${() => onNumber(badgeNumber(numbers, dialled))}>${say('kiosk.keypad.confirm')}</button>
    </section>`;
};

const shown = (/** @type {string | null} */ letter, /** @type {string} */ digits) => html`
  ${letter !== '' && html`<b class=${letter ? '' : 'empty'}>${letter ?? '·'}</b><span>–</span>`}
  ${[...digits].map((digit) => html`<b class=${digit === '·' ? 'empty' : ''}>${digit}</b>`)}`;
