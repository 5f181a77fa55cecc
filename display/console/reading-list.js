// The list the MC reads: in protocol order, with how to say a name, and the absent struck through.
import { html } from 'htm/preact';
import { post } from '../scenes/persons.js';
import { t } from '../shared/text.js';

/** @param {{list: any[]}} props */
export const ReadingList = ({ list }) => list.length > 0 && html`
  <aside class="reading-list" aria-label=${t('console.mc.list')}>
    <h2 class="label">${t('console.mc.list')}</h2>
    <ol>${list.map((one) => html`<li key=${one.id ?? one.name} data-present=${one.present}>
      <strong>${capitalised(one.salutation)} ${one.name}</strong>
      ${one.pronunciation && html`<em>${t('console.mc.reads_as', one)}</em>`}
      <span class="soft">${one.present ? post(one) : t('console.mc.absent')}</span>
    </li>`)}</ol>
  </aside>`;

const capitalised = (/** @type {string} */ words = '') => words.charAt(0).toLocaleUpperCase('vi') + words.slice(1);
