// Programme beside preview: what the hall sees now, where the walk stands, and the next picture as it will be.
import { html } from 'htm/preact';
import { t } from '../shared/text.js';
import { icon } from './icons.js';
import { Elapsed, Until } from './live-now.js';
import { Looked } from './looked.js';
import { Miniature } from './miniature.js';
import { itemNumber, stepTitle, timeOf } from './words.js';

const MODE_ICONS = /** @type {Record<string, string>} */ ({
  standby: 'backdrop', blackout: 'black', hold: 'hold', test: 'screen',
});

/** What is on the hall's screens. */
export function Now(/** @type {{desk: import('./desk.js').Desk}} */ { desk }) {
  const hall = hallScreen(desk.seen);
  return html`<section class="now" aria-label=${t('console.now.on_air')}>
    <h2 class="label"><i class="onair"></i>${t('console.now.on_air')}<span class="soft">
      ${sceneName(hall?.scene)}</span></h2>
    <${Miniature} desk=${desk} scene=${hall?.scene} screen=${hall ?? null} label=${t('console.now.on_air')} class="miniature--programme" />
  </section>`;
}

/** Where the walk stands: the item, the step, and how long it has run. */
export function Where(/** @type {{desk: import('./desk.js').Desk}} */ { desk }) {
  const view = desk.seen;
  const hall = hallScreen(view);
  const mode = hall && hall.mode !== 'programme' ? hall.mode : null;
  return html`<section class="where" id="where">
    ${mode && html`<p class="mode" id="mode" data-mode=${mode} title=${t('console.now.mode_line')}>
      ${icon(MODE_ICONS[mode] ?? 'screen')}<strong>${t(`console.now.mode_${mode}`)}</strong><kbd>R</kbd></p>`}
    ${view.item && view.phase !== 'closed' ? running(desk, view) : waiting(desk, view)}
  </section>`;
}

/** The next picture and what it belongs to. */
export function Next(/** @type {{desk: import('./desk.js').Desk}} */ { desk }) {
  const looked = desk.look.seen.value;
  if (looked) return html`<${Looked} desk=${desk} seen=${looked} />`;
  const { scene, title, belongs } = coming(desk.seen);
  return html`<section class="next" aria-label=${t('console.now.next')}>
    <h2 class="label">${t('console.now.next')}<span class="soft">${sceneName(scene)}</span></h2>
    <${Miniature} desk=${desk} scene=${scene} label=${t('console.now.next')} class="miniature--preview" />
    <p class="next__what"><strong>${title}</strong><span class="soft">${belongs}</span></p>
  </section>`;
}

/** What the next step shows, what it is called and where it belongs. */
function coming(/** @type {any} */ view) {
  const { next, item } = view;
  if (!next) return { scene: null, title: t('console.now.nothing'), belongs: '' };
  const belongs = next.item && next.item.id === item?.id ? t('console.now.same_item') : following(next);
  return { scene: next.scene, title: stepTitle(next.step), belongs };
}

const running = (/** @type {any} */ desk, /** @type {any} */ view) => html`
  <p class="soft">${itemNumber(view.item)}${place(view)}</p>
  <p class="where__item" title=${view.item.title}>${view.item.title}</p>
  <p class="where__step">${stepTitle(view.step)}</p>
  <${Elapsed} desk=${desk} />`;

function place(/** @type {any} */ { steps = [] }) {
  const walk = steps.filter((/** @type {any} */ step) => !(step.absent || step.passed) || step.current);
  const k = walk.findIndex((/** @type {any} */ step) => step.current) + 1;
  return k ? ` · ${t('console.now.step', { k, n: walk.length })}` : '';
}

const waiting = (/** @type {any} */ desk, /** @type {any} */ view) => html`
  <p class="where__item">${standing(view)}</p>
  ${view.phase !== 'closed' && view.conference.starts_at && html`
    <p class="where__step">${t('console.prelude.opening', { time: timeOf(view, view.conference.starts_at) })}</p>
    <${Until} desk=${desk} at=${view.conference.starts_at} />`}`;

const standing = (/** @type {any} */ { phase, step, conference }) =>
  (phase === 'closed' ? t('console.now.closed', conference) : stepTitle(step) || t('console.now.before'));

const following = (/** @type {any} */ { item }) => (item ? `${itemNumber(item)} – ${item.title}` : '');

/** The screen that stands for the programme: the first one in the hall. */
export const hallScreen = (/** @type {any} */ { screens = [] }) =>
  screens.find((/** @type {any} */ screen) => screen.role === 'hall');

/** What a picture is called. */
export const sceneName = (/** @type {any} */ scene) => (scene ? t(`console.scene.${scene.code}`) : '');
