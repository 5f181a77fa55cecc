// The introductions before their time: the same list in a window of its own, so that the order is ready.
import { html } from 'htm/preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../shared/text.js';
import { Introductions } from './panels/introductions.js';

/** @param {{desk: import('./desk.js').Desk}} props */
export const RollCall = ({ desk }) => desk.calling.value && desk.seen.introductions && html`<${Called} desk=${desk} />`;

/** @param {{desk: import('./desk.js').Desk}} props */
function Called({ desk }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useEffect(() => dialog.current?.showModal(), []);
  const close = () => (desk.calling.value = false);
  return html`<dialog ref=${dialog} class="question roll-call" id="roll-call" onClose=${close}
    aria-label=${t('console.introductions.title')}>
    <div class="roll-call__list"><${Introductions} desk=${desk} /></div>
    <div class="question__answers"><button class="act" type="button" autofocus onClick=${close}>
      ${t('console.help.close')}</button></div>
  </dialog>`;
}

/** Whether the list can be opened for that item: its introductions are the next to come, or on. */
export const canCall = (/** @type {any} */ view, /** @type {string} */ item) => view.introductions?.item === item;
