// The keyboard map, drawn from the very table the keys are read by.
import { html } from 'htm/preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../shared/text.js';
import { KEYS } from './keys.js';

const NAMES = /** @type {Record<string, string>} */ ({
  Space: 'console.key.space', Enter: 'console.key.enter', PageDown: 'console.key.page_down', PageUp: 'console.key.page_up',
});
const SIGNS = /** @type {Record<string, string>} */ ({ ArrowRight: '→', ArrowLeft: '←', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc' });
const UNSAID = new Set(['NumpadEnter']);
const WORDS = /** @type {Record<string, string>} */ ({
  next: 'console.move.next', back: 'console.move.back', undo: 'console.move.undo', pause: 'console.move.pause',
  standby: 'console.panic.standby', blackout: 'console.panic.blackout', hold: 'console.panic.hold',
  release: 'console.panic.release', stop_sound: 'console.panic.stop_sound',
  late_vip: 'console.help.late_vip', media_arm: 'console.help.media_arm',
  media_play: 'console.help.media_play', media_third: 'console.help.media_third', look_back: 'desk.look.back', look_on: 'desk.look.on', look_away: 'desk.look.away',
  timetable: 'desk.timetable.open', help: 'console.help.help',
});
const MORE = /** @type {Record<string, string[]>} */ ({ undo: ['Ctrl Z'] });

/** @param {{desk: import('./desk.js').Desk}} props */
export const Help = ({ desk }) => desk.helping.value && html`<${KeyMap} desk=${desk} />`;

/** @param {{desk: import('./desk.js').Desk}} props */
function KeyMap({ desk }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useEffect(() => dialog.current?.showModal(), []);
  const close = () => (desk.helping.value = false);
  const again = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== '?') return;
    event.stopPropagation(); // the page listens too, and would open it again
    close();
  };
  return html`<dialog ref=${dialog} class="question help" id="key-map" onClose=${close} onKeyDown=${again}>
    <h2>${t('console.help.title')}</h2>
    <dl>${Object.entries(KEYS).map(([meaning, keys]) => line(meaning, keys))}
      <div><dt><kbd>Alt ↑</kbd><kbd>Alt ↓</kbd></dt><dd>${t('console.help.move_item')}</dd></div></dl>
    <p class="soft">${t('console.help.once')} ${t('console.help.clicker')}</p>
    <div class="question__answers"><button class="act" type="button" onClick=${close}>
      ${t('console.help.close')}</button></div>
  </dialog>`;
}

const line = (/** @type {string} */ meaning, /** @type {readonly string[]} */ keys) => html`<div key=${meaning}>
  <dt>${[...keys, ...(MORE[meaning] ?? [])].filter((key) => !UNSAID.has(key)).map((key) => html`<kbd>
    ${spoken(key)}</kbd>`)}</dt>
  <dd>${t(WORDS[meaning] ?? meaning)}</dd></div>`;

const spoken = (/** @type {string} */ key) => (NAMES[key] ? t(NAMES[key]) : (SIGNS[key] ?? key));
