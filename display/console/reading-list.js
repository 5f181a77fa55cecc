// The list the MC reads: in protocol order, with how to say a name, who receives for whom, and the unread struck through.
import { html } from 'htm/preact';
import { post } from '../scenes/persons.js';
import { t } from '../shared/text.js';

/** @param {{list: any[]}} props */
export const ReadingList = ({ list }) => list.length > 0 && html`
  <aside class="reading-list" aria-label=${t('console.mc.list')}>
    <h2 class="label">${t('console.mc.list')}</h2>
    <ol>${list.map((one) => html`<li key=${one.id ?? one.name} data-read=${one.read}>
      <strong>${called(one)}</strong>
      ${!one.collective && one.pronunciation && html`<em>${t('console.mc.reads_as', one)}</em>`}
      ${about(one).map((words) => html`<span class="soft">${words}</span>`)}
    </li>`)}</ol>
  </aside>`;

/** As on the wall: a collective by its own name, a person as people are called. */
const called = (/** @type {any} */ { collective, salutation, name }) =>
  collective ?? `${capitalised(salutation)} ${name}`;

function about(/** @type {any} */ one) {
  if (!one.read) return [t('console.mc.absent')];
  const stand = one.on_behalf && t('console.award.by', { name: one.on_behalf });
  const whose = one.collective ? !stand && t('console.mc.represented', { name: `${one.salutation} ${one.name}`, post: post(one) }) : post(one);
  return [whose, stand].filter(Boolean);
}

const capitalised = (/** @type {string} */ words = '') => words.charAt(0).toLocaleUpperCase('vi') + words.slice(1);
