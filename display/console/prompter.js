// The MC's prompter: the words to read now, the list to read from, what comes after; nothing to distract.
import { html } from 'htm/preact';
import { t } from '../shared/text.js';
import { Act } from './act.js';
import { Band, TakeControl } from './control.js';
import { icon } from './icons.js';
import { Language } from './language.js';
import { Clock, Drift } from './live-now.js';
import { Notes } from './notes.js';
import { Opening } from './opening.js';
import { Questions } from './question.js';
import { Reading } from './reading.js';
import { larger, size, smaller } from './text-size.js';
import { Singing } from './singing.js';
import { Tips } from './tip.js';
import { itemNumber, stepTitle } from './words.js';

/** @param {{desk: import('./desk.js').Desk, onLanguage: () => void}} props */
export function Prompter({ desk, onLanguage }) {
  const view = desk.seen;
  if (!view) return html`<${Opening} desk=${desk} words=${t('console.mc.loading')} />`;
  return html`<div class="prompter" style=${{ '--times': size.value }}>
    <header class="cue">
      <${Clock} desk=${desk} />
      <p class="cue__where">${view.item && html`<span class="soft">
        ${itemNumber(view.item)} – ${view.item.title}</span>`}
        <strong>${stepTitle(view.step)}</strong></p>
      <${Drift} desk=${desk} />
    </header>
    ${(desk.line.value === 'lost' || desk.unsent.value.length > 0) && html`<${Band} desk=${desk} />`}
    <${Notes} view=${view} />
    <${Reading} text=${view.text} list=${view.list ?? []} step=${view.step?.id} />
    ${coming(view)}
    <footer class="steer">${keys(desk, onLanguage)}</footer>
    <${Singing} desk=${desk} />
    <${Questions} desk=${desk} />
    <${Tips} desk=${desk} />
  </div>`;
}

const coming = (/** @type {any} */ { next, next_text: text, item }) => next && html`<section class="after" id="after">
  <h2 class="label">${t('console.mc.after')}<strong>
    ${next.item && next.item.id !== item?.id && next.item.number ? `${next.item.number}. ` : ''}${stepTitle(next.step)}</strong></h2>
  <p>${text}</p>
</section>`;

/** The MC may walk the agenda while holding control; otherwise one quiet button takes it. */
const keys = (/** @type {import('./desk.js').Desk} */ desk, /** @type {() => void} */ onLanguage) => html`
  <button class="act act--quiet" type="button" id="smaller" aria-label=${t('console.mc.smaller')}
    onClick=${smaller}>A−</button>
  <button class="act act--quiet" type="button" id="larger" aria-label=${t('console.mc.larger')}
    onClick=${larger}>A+</button>
  <${Language} onLanguage=${onLanguage} />
  <span class="soft">${figures(desk.seen)}</span>
  <span class="steer__right">
    ${desk.mine ? html`<span class="soft">
      ${icon('wheel')} ${t('console.control.mine')}</span>` : html`<${TakeControl} desk=${desk} class="act--quiet" />`}
    <${Act} desk=${desk} id="back" command="back" fast icon="back" hotkey="←" run=${() => desk.step('back')}>
      ${t('console.move.back')}<//>
    <${Act} desk=${desk} id="next" command="next" fast class=${desk.mine ? 'act--gold' : ''} icon="next"
      hotkey=${t('console.key.space')}
      run=${() => desk.step('next')}>${t('console.move.next')}<//>
  </span>`;

const figures = (/** @type {any} */ view) => view?.figures && t('console.mc.figures', view.figures);

Prompter.title = 'console.mc.title';
