// What the MC reads at this step, so that the operator follows the same page.
import { html } from 'htm/preact';
import { t } from '../shared/text.js';
import { icon } from './icons.js';

/** @param {{desk: import('./desk.js').Desk}} props */
export function Script({ desk }) {
  const looked = desk.look.seen.value;
  const { text } = looked ?? desk.seen;
  const title = t(looked && !looked.on_air ? 'desk.look.words' : 'console.now.mc_text');
  return text && html`<section class="script" aria-label=${title} data-looked=${Boolean(looked)}>
    <h3 class="label">${looked && icon('look')}${title}</h3>
    <p>${text}</p>
  </section>`;
}
