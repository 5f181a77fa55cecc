// The last things done, newest first: when, who, what.
import { html } from 'htm/preact';
import { t } from '../shared/text.js';
import { deed, timeOf } from './words.js';

const GRANTED = 200;

/** @param {{desk: import('./desk.js').Desk}} props */
export function Log({ desk }) {
  const view = desk.seen;
  const log = view.log ?? [];
  return html`<section class="log" id="log" aria-label=${t('console.log.title')}>
    ${log.length === 0 && html`<p class="soft">${t('console.log.empty')}</p>`}
    <ol>${log.map((/** @type {any} */ { at, actor, name, status }, /** @type {number} */ n) => html`<li key=${at + n}>
      <time>${timeOf(view, at)}</time><span>${deed(name)}${status !== GRANTED && html` <em>
        ${t('console.log.refused')}</em>`} <span class="soft">${actor}</span></span></li>`)}</ol>
  </section>`;
}
