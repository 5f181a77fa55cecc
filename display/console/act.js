// A button that stands for a command: always in its place, and it says why when it can't be pressed.
import { html } from 'htm/preact';
import { useEffect } from 'preact/hooks';
import { t } from '../shared/text.js';
import { icon } from './icons.js';

/**
 * @param {{desk: import('./desk.js').Desk, command: string, args?: object, id?: string, class?: string,
 *   run?: (near: string) => void, why?: string | null, pressed?: boolean, icon?: string, hotkey?: string,
 *   asks?: object | undefined, label?: string, tip?: string, fast?: boolean, children?: any, data?: Record<string, string>}} props
 */
export function Act({ desk, command, args, asks = args, run, why, data = {}, pressed, label, tip, fast, ...look }) {
  useEffect(() => asks && desk.reasons.want(command, asks), [command, JSON.stringify(asks)]);
  const reason = why ?? desk.why(command, asks);
  const lifted = reason ? null : desk.lifted(command, asks);
  const press = (/** @type {any} */ event) => {
    if (event.detail > 1 && !fast) return; // the second half of a double click
    const near = near_(event.currentTarget);
    if (reason) return desk.say(reason, near);
    return run ? run(near) : desk.act(command, args, near);
  };
  return html`<button type="button" id=${look.id} class=${`act ${look.class ?? ''}`} onClick=${press}
    aria-disabled=${reason ? 'true' : undefined} aria-pressed=${pressed} aria-label=${label}
    data-command=${command} data-why=${reason ?? undefined}
    data-tip=${lifted ? t('desk.why.lifted', { why: lifted }) : (tip ?? label)} ...${data}>
    ${look.icon && icon(look.icon)}${look.children}${look.hotkey && html`<kbd>${look.hotkey}</kbd>`}
  </button>`;
}

let numbered = 0;

/** A selector that finds this very button again. */
function near_(/** @type {HTMLElement} */ button) {
  button.dataset.near ??= String((numbered += 1));
  return `[data-near="${button.dataset.near}"]`;
}
