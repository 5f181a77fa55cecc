// What ticks: small parts that follow the server's clock by themselves, so that nothing else re-renders.
import { html } from 'htm/preact';
import { t } from '../shared/text.js';
import { canGive, driftWords, elapsed, forecast, timed } from './drift.js';
import { clockTime, passed, timeOf } from './words.js';

/** The time of day, by the server's clock. */
export const Clock = (/** @type {{desk: import('./desk.js').Desk}} */ { desk }) => html`
  <time class="clock" id="clock">${clockTime(desk.seen, desk.now.value)}</time>`;

/** The drift in words, and when the conference is expected to end. */
export function Drift(/** @type {{desk: import('./desk.js').Desk}} */ { desk }) {
  const view = desk.seen;
  const { drift, end } = forecast(view, desk.now.value);
  const { key, n } = driftWords(drift);
  return html`<div class="drift" id="drift" data-drift=${key.split('.').pop()}
    title=${t('console.drift.planned', { time: timeOf(view, view.planned_end) })}>
    <strong>${t(key, { n })}</strong>
    <span class="soft">${t('console.drift.ends', { time: timeOf(view, end) })}${spare(view)}</span>
  </div>`;
}

function spare(/** @type {any} */ view) {
  const n = canGive(view);
  return n ? ` · ${t('console.drift.can_give', { n })}` : '';
}

/** How long the item (or a step with minutes of its own) has run, of how long it may. */
export function Elapsed(/** @type {{desk: import('./desk.js').Desk}} */ { desk }) {
  const view = desk.seen;
  const counted = timed(view);
  const ran = elapsed(counted, desk.now.value);
  const target = (counted.target_s ?? 0) * 1000;
  const over = target > 0 && ran > target;
  return html`<div class="elapsed" data-over=${over}>
    <span class="elapsed__now">${passed(ran)}</span>
    <span class="soft">${t('console.now.target', { time: passed(target) })}</span>
    <span class="elapsed__left">${leftWords(view.item, ran, target)}</span>
    ${counted !== view.item && whole(view.item, desk.now.value)}
    <progress max=${target || 1} value=${Math.min(ran, target || 1)}></progress>
  </div>`;
}

function leftWords(/** @type {any} */ item, /** @type {number} */ ran, /** @type {number} */ target) {
  if (item.paused_at) return t('console.now.paused');
  if (!target) return '';
  const time = passed(Math.abs(target - ran));
  return ran > target ? t('console.now.over', { time }) : t('console.now.left', { time });
}

/** The item's own time, beside that of its step. */
const whole = (/** @type {any} */ item, /** @type {number} */ now) => html`<span class="soft elapsed__whole">
  ${t('console.now.whole', { time: passed(elapsed(item, now)), target: passed((item.target_s ?? 0) * 1000) })}</span>`;

/** How long it still is to an instant; nothing once it has passed. */
export function Until(/** @type {{desk: import('./desk.js').Desk, at: string}} */ { desk, at }) {
  const left = Date.parse(at) - desk.now.value;
  return left > 0 && html`<p class="elapsed"><span class="elapsed__now">${passed(left)}</span></p>`;
}
