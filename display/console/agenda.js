// The agenda: every item with its state, its times and who is missing; the one that is on unfolds its steps.
import { html } from 'htm/preact';
import { useEffect, useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { t } from '../shared/text.js';
import { Act } from './act.js';
import { AgendaItem } from './agenda-item.js';
import { askClose } from './close.js';
import { askInsert } from './insert.js';

const SETTLED = new Set(['done', 'skipped']);

/** @param {{desk: import('./desk.js').Desk}} props */
export function Agenda({ desk }) {
  const { items, item, moves, phase, conference } = desk.seen;
  const chosen = useSignal(/** @type {string | null} */ (null));
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => bringIntoView(list.current), [item?.id]);
  const done = items.filter((/** @type {any} */ one) => SETTLED.has(one.state)).length;
  return html`<nav class="agenda panel" aria-label=${t('console.agenda.title')}>
    <h2 class="label">${t('console.agenda.title')}
      <span class="soft" title=${t('console.agenda.progress', { done, total: items.length })}>
        ${done}/${items.length}</span>
      <${Act} desk=${desk} command="insert" id="insert" class="act--small" icon="plus"
        run=${() => askInsert(desk, chosen.value)}>${t('console.agenda.insert')}<//>
    </h2>
    <ol ref=${list} class="agenda__items">
      ${items.map((/** @type {any} */ one) => html`<${AgendaItem} key=${one.id} desk=${desk} item=${one}
        chosen=${chosen} />`)}
    </ol>
    ${phase !== 'closed' && html`<${Act} desk=${desk} command="close" id="close"
      class=${moves?.close === null ? 'act--gold' : ''} run=${() => askClose(desk)}>
      ${t('console.move.close', conference)}<//>`}
  </nav>`;
}

/** The item that is on stands a third of the way down, what is done just above it. */
function bringIntoView(/** @type {HTMLElement | null} */ list) {
  const on = /** @type {HTMLElement | null | undefined} */ (list?.querySelector('.item:has([aria-current])'));
  if (list && on) list.scrollTop = on.offsetTop - list.offsetTop - list.clientHeight / 4;
}
