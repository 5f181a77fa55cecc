// The step looked at, in the place of the next picture: plainly marked, for nothing of it is on screen.
import { html } from 'htm/preact';
import { t } from '../shared/text.js';
import { Act } from './act.js';
import { spoken } from './gate.js';
import { icon } from './icons.js';
import { askGoTo } from './item-actions.js';
import { Miniature } from './miniature.js';
import { itemNumber, stepTitle } from './words.js';

/** @param {{desk: import('./desk.js').Desk, seen: any}} props */
export const Looked = ({ desk, seen }) => html`
  <section class="next looked" id="looked" aria-label=${t('desk.look.title')} data-item=${seen.item.id}
    data-step=${seen.step.id}>
    <h2 class="label">${icon('look')}<span>${t(seen.on_air ? 'desk.look.on_air' : 'desk.look.title')}</span>
      <button type="button" class="act act--small" id="look-away" onClick=${() => desk.look.away()}>
        ${icon('close')}${t('desk.look.away')}<kbd>X</kbd></button></h2>
    <div class="looked__picture" data-mark=${t('desk.look.mark')}>
      <${Miniature} desk=${desk} scene=${seen.scene} label=${t('desk.look.title')} class="miniature--looked" /></div>
    <div class="looked__what">
      <p class="next__what"><strong>${stepTitle(seen.step)}</strong><span class="soft">
        ${itemNumber(seen.item)} – ${seen.item.title}</span></p>
      ${turn(desk, seen, 'before', 'up', t('desk.look.back'))}
      ${turn(desk, seen, 'after', 'down', t('desk.look.on'))}
      <${Act} desk=${desk} id="look-go" command="go_to" asks=${seen.asked} class="act--small act--gold" icon="next"
        why=${spoken(seen.refused)} run=${() => askGoTo(desk, named(seen), seen.asked.step)}>${t('desk.look.go')}<//>
    </div>
  </section>`;

const named = (/** @type {any} */ { item, step, asked }) =>
  (asked.step ? { ...item, title: stepTitle(step) } : item);

/** One step before or after, by button as by key. */
const turn = (
  /** @type {import('./desk.js').Desk} */ desk,
  /** @type {any} */ seen,
  /** @type {'before' | 'after'} */ way,
  /** @type {string} */ sign,
  /** @type {string} */ label,
) => html`<button type="button" class="act act--small act--icon" id=${`look-${way}`} aria-label=${label}
  data-tip=${label} disabled=${!seen[way]} onClick=${() => desk.look.beside(way)}>${icon(sign)}</button>`;
