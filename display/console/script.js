// What the MC reads at this step, so that the operator follows the same page.
import { html } from 'htm/preact';
import { t } from '../shared/text.js';

/** @param {{desk: import('./desk.js').Desk}} props */
export const Script = ({ desk }) => desk.seen.text && html`
  <section class="script" aria-label=${t('console.now.mc_text')}>
    <h3 class="label">${t('console.now.mc_text')}</h3>
    <p>${desk.seen.text}</p>
  </section>`;
