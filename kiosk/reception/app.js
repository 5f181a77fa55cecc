// The reception desk's page: who is looked for on the left, one person in the middle, the hall right.
import { html } from 'htm/preact';
import { t } from '../../display/shared/text.js';
import { Card } from './card.js';
import { Cases } from './cases.js';
import { Counts } from './counts.js';
import { Finder } from './finder.js';
import { Gate } from './gate.js';
import { Lists } from './lists.js';
import { Waiting } from './questions.js';
import { Top } from './top.js';

/** @typedef {import('./desk.js').Desk} Desk */

/** The whole page. */
export const App = (/** @type {{desk: Desk, onLanguage: () => void}} */ { desk, onLanguage }) => {
  if (!desk.view.value) return html`<p class="opening">${t('reception.opening')}</p>`;
  return html`
    <${Top} desk=${desk} onLanguage=${onLanguage} />
    <${Remark} desk=${desk} />
    <main class="desk">
      <${Finder} desk=${desk} />
      <${Card} desk=${desk} />
      <aside class="hall">
        <${Counts} view=${desk.view.value} />
        <${Gate} desk=${desk} />
        <${Waiting} desk=${desk} />
        <${Cases} desk=${desk} />
        <${Lists} desk=${desk} />
      </aside>
    </main>`;
};

/** What has just happened at this desk; while nothing has, how to work here. */
const Remark = (/** @type {{desk: Desk}} */ { desk }) => {
  const remark = desk.remark.value;
  if (!remark) return html`<p class="remark remark--keys">${t('reception.search.keys')}</p>`;
  return html`
    <p id="remark" class="remark" role="status" data-kind=${remark.kind} data-verdict=${remark.verdict}>
      <strong>${remark.text}</strong> ${remark.hint && html`<span>${remark.hint}</span>`}
    </p>`;
};
