// One sentence beside a button: why it can't be pressed (hover, focus), or why it was refused.
import { html } from 'htm/preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';

const GAP = 8; // px between the button and its sentence
const EDGE = 8; // px kept free at the window's edges
const STAYS = 8_000; // ms a refusal can be read

/** The layer on which sentences appear; give it once, last. */
export function Tips(/** @type {{desk: import('./desk.js').Desk}} */ { desk }) {
  const hovered = useSignal(/** @type {{text: string, by: Element} | null} */ (null));
  useEffect(() => follow((tip) => (hovered.value = tip)), []);
  const { remark } = desk;
  useEffect(() => {
    const ends = remark.value && setTimeout(() => (remark.value = null), STAYS);
    return () => clearTimeout(ends ?? undefined);
  }, [remark.value]);
  const said = remark.value && { ...remark.value, by: document.querySelector(remark.value.near) };
  const shown = said ?? hovered.value;
  return html`<div aria-live="polite">
    ${shown && html`<${Tip} key=${shown.text} ...${shown} refused=${said && !said.soft} />`}
  </div>`;
}

/** @param {{text: string, by: Element | null, refused?: boolean}} tip */
function Tip({ text, by, refused }) {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  useLayoutEffect(() => place(box.current, by));
  return html`<p ref=${box} class=${`tip ${refused ? 'tip--refused' : ''}`} role="status">${text}</p>`;
}

/** Put the sentence below its button, or above where there is no room; inside the window. */
function place(/** @type {HTMLElement | null} */ box, /** @type {Element | null} */ by) {
  if (!box) return;
  const around = (by ?? document.body).getBoundingClientRect();
  const below = around.bottom + GAP;
  const fits = below + box.offsetHeight + EDGE <= innerHeight;
  const left = around.left + around.width / 2 - box.offsetWidth / 2;
  box.style.top = `${fits ? below : Math.max(EDGE, around.top - box.offsetHeight - GAP)}px`;
  box.style.left = `${Math.max(EDGE, Math.min(left, innerWidth - box.offsetWidth - EDGE))}px`;
}

/** Tell which explained element is under the pointer or has the focus; returns how to stop. */
function follow(/** @type {(tip: {text: string, by: Element} | null) => void} */ tell) {
  const look = (/** @type {Event} */ event) => {
    const by = /** @type {Element} */ (event.target).closest?.('[data-why], [data-tip]');
    const text = by?.getAttribute('data-why') ?? by?.getAttribute('data-tip');
    tell(by && text ? { text, by } : null);
  };
  const none = () => tell(null);
  const when = /** @type {const} */ (['pointerover', 'focusin']);
  for (const name of when) addEventListener(name, look);
  addEventListener('focusout', none);
  return () => {
    for (const name of when) removeEventListener(name, look);
    removeEventListener('focusout', none);
  };
}
