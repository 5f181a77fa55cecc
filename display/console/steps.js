// The steps of the current item: passed, here, to come, and those whose person is absent.
import { html } from 'htm/preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../shared/text.js';
import { icon } from './icons.js';
import { askGoTo } from './item-actions.js';
import { stepTitle } from './words.js';

/** @param {{desk: import('./desk.js').Desk}} props */
export function Steps({ desk }) {
  const { steps = [], item, step } = desk.seen;
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => bringIntoView(list.current), [step?.id, steps.length]);
  return html`<ol class="steps" ref=${list} aria-label=${t('console.now.steps')}>
    ${steps.map((/** @type {any} */ one) => html`<li key=${one.id}><${Step} desk=${desk} item=${item}
      step=${one} /></li>`)}
  </ol>`;
}

/** @param {{desk: import('./desk.js').Desk, item: any, step: any}} props */
function Step({ desk, item, step }) {
  const state = step.current ? 'current' : step.absent ? 'absent' : step.done ? 'done' : 'waiting';
  const go = () => step.current || askGoTo(desk, { ...item, title: stepTitle(step) }, step.id);
  return html`<button type="button" class="step" data-step=${step.id} data-state=${state} onClick=${go}
    aria-current=${step.current ? 'step' : undefined}>
    ${icon(state)}<span>${stepTitle(step)}</span>${step.absent && html`<em>${t('console.now.absent')}</em>`}
  </button>`;
}

/** One step passed stays in sight above the one that is on. */
function bringIntoView(/** @type {HTMLElement | null} */ list) {
  const on = /** @type {HTMLElement | null | undefined} */ (list?.querySelector('[aria-current]'));
  if (list && on) list.scrollTop = on.offsetTop - list.offsetTop - on.offsetHeight * 1.5;
}
