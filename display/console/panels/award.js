// An award batch in stage order: who hands over, and what became of each recipient.
import { html } from 'htm/preact';
import { t } from '../../shared/text.js';
import { half } from '../half.js';
import { Act } from '../act.js';
import { icon } from '../icons.js';
import { AwardLine } from './award-line.js';
import { Precall } from './precall.js';
import { Presenters } from './presenters.js';

/** @param {{desk: import('../desk.js').Desk}} props */
export function Award({ desk }) {
  const { award } = desk.seen;
  const { batch, lines, done } = award;
  const open = lines.filter((/** @type {any} */ line) => !line.mark);
  return html`<section class="panel award" id="award" aria-label=${batch.title} data-batch=${batch.id}>
    <h2 class="label" title=${t('console.award.order')}>
      <span>${t('console.award.title', batch)} – ${batch.title}</span>
      <span class="soft">${t('console.award.marked', { n: lines.length - open.length, total: lines.length })}</span>
      ${done ? html`<em id="batch-is-done">${icon('done')}${t('console.award.is_done')}</em>` : html`
        <${Act} desk=${desk} id="batch-rest" command="award_mark" class="act--small"
          run=${() => markRest(desk, open)}>${t('console.award.rest')}<//>
        <${Act} desk=${desk} id="batch-done" command="award_batch_done" class="act--small act--strong" icon="done"
          args=${{ batch: batch.id }}>${t('console.award.done')}<//>`}
    </h2>
    <${Presenters} key=${batch.id} desk=${desk} award=${award} />
    <ol class="rows rows--even" style=${half(lines)}>
      ${lines.map((/** @type {any} */ line) => html`<${AwardLine} key=${line.id} desk=${desk} line=${line} />`)}</ol>
    <${Precall} precall=${desk.seen.precall} />
  </section>`;
}

/** Everyone not marked yet receives in person; the first refusal ends it. */
async function markRest(/** @type {import('../desk.js').Desk} */ desk, /** @type {any[]} */ lines) {
  for (const { id } of lines) {
    const answer = await desk.act('award_mark', { line: id, mark: 'received' }, `[data-line="${id}"]`);
    if (!answer || answer.code) return;
  }
}
