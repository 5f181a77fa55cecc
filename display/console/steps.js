// The steps of an item: passed, here, to come, and those whose person is absent; a press looks at one.
import { html } from 'htm/preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../shared/text.js';
import { icon } from './icons.js';
import { stepTitle } from './words.js';

/** @param {{desk: import('./desk.js').Desk, item: string, steps: any[]}} props */
export function Steps({ desk, item, steps }) {
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  const looked = desk.look.seen.value;
  const here = looked?.item.id === item ? looked?.step.id : null;
  const on = steps.find((/** @type {any} */ step) => step.current)?.id;
  useEffect(() => bringIntoView(list.current), [here ?? on, steps.length]);
  return html`<ol class="steps" ref=${list} aria-label=${t('console.now.steps')}>
    ${steps.map((/** @type {any} */ one) => html`<li key=${one.id}><${Step} step=${one} looked=${here === one.id}
      onLook=${() => desk.look.at({ item, step: one.id })} /></li>`)}
  </ol>`;
}

/** @param {{step: any, looked: boolean, onLook: () => void}} props */
function Step({ step, looked, onLook }) {
  const state = step.current ? 'current' : step.passed ? 'skipped' : step.absent ? 'absent' : step.done ? 'done' : 'waiting';
  return html`<button type="button" class="step" data-step=${step.id} data-state=${state} onClick=${onLook}
    aria-pressed=${looked} aria-current=${step.current ? 'step' : undefined}>
    ${icon(looked ? 'look' : state)}<span>${stepTitle(step)}</span>${(step.absent || step.passed) && html`<em>
      ${t(step.passed ? 'desk.roll.passed' : 'console.now.absent')}</em>`}
  </button>`;
}

/** One step passed stays in sight above the one looked at, else the one that is on. */
function bringIntoView(/** @type {HTMLElement | null} */ list) {
  const on = /** @type {HTMLElement | null | undefined} */ (
    list?.querySelector('[aria-pressed="true"]') ?? list?.querySelector('[aria-current]'));
  if (list && on) list.scrollTop = on.offsetTop - list.offsetTop - on.offsetHeight * 1.5;
}
