// The big buttons: one step on, one step back, pause; each says what it will do.
import { html } from 'htm/preact';
import { t } from '../shared/text.js';
import { Act } from './act.js';
import { stepTitle } from './words.js';

/** @param {{desk: import('./desk.js').Desk}} props */
export function Transport({ desk }) {
  const view = desk.seen;
  const sending = desk.waiting.value.has('next');
  const standing = Boolean(view.item?.paused_at);
  return html`<div class="transport">
    <${Act} desk=${desk} id="back" command="back" fast class="act--tall" icon="back" hotkey="←"
      run=${() => desk.step('back')}>${t('console.move.back')}<//>
    <${Act} desk=${desk} id="next" command="next" fast class="act--next act--gold" hotkey=${t('console.key.space')}
      run=${() => desk.step('next')}>
      <span class="act__main">${t('console.move.next')}</span>
      <span class="act__what">${sending ? t('console.move.sent') : what(view)}</span>
    <//>
    <${Act} desk=${desk} id="pause" command=${standing ? 'resume' : 'pause'} class="act--tall" hotkey="P"
      icon=${standing ? 'current' : 'paused'}>${t(standing ? 'console.move.resume' : 'console.move.pause')}<//>
  </div>`;
}

/** What the next step is, as the big button says it. */
function what(/** @type {any} */ view) {
  const { next, item } = view;
  if (!next) return t('console.now.nothing');
  if (!next.item) return stepTitle(next.step);
  if (!item) return t('console.prelude.start', next.item);
  return next.item.id === item.id ? stepTitle(next.step) : `${next.item.number ?? '+'}. ${next.item.title}`;
}
