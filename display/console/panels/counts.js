// The counts of a vote, checked against those who may vote while they are typed.
import { html } from 'htm/preact';
import { useSignal } from '@preact/signals';
import { t } from '../../shared/text.js';
import { Act } from '../act.js';
import { icon } from '../icons.js';
import { check } from './tally.js';

const KINDS = /** @type {const} */ (['agree', 'disagree', 'other']);

/** @param {{desk: import('../desk.js').Desk, vote: any}} props */
export function Counts({ desk, vote }) {
  const typed = useSignal(/** @type {Record<string, string>} */ ({}));
  const { counts, verdict, n } = check(typed.value, vote.eligible);
  const record = (/** @type {object} */ result) => desk.act('record_vote', { list: vote.list, ...result }, '#vote-record');
  return html`<div class="vote__counts">
    ${KINDS.map((kind) => html`<label class="count">${t(`console.vote.${kind}`)}
      <input id=${`vote-${kind}`} inputmode="numeric" autocomplete="off" maxlength="4" value=${typed.value[kind] ?? ''}
        onInput=${(/** @type {any} */ event) => (typed.value = { ...typed.value, [kind]: digits(event.currentTarget) })} />
    </label>`)}
    <p class="vote__check" id="vote-check" data-check=${verdict} role="status">
      ${icon(verdict === 'exact' ? 'done' : verdict === 'over' ? 'alert' : 'waiting')}
      ${verdict === 'empty' ? t('console.vote.left', { n }) : t(`console.vote.${verdict}`, { n })}</p>
    <div class="row row--wide">
      <${Act} desk=${desk} id="vote-unanimous" command="record_vote" icon="hands"
        run=${() => record({ unanimous: true })}>${t('console.vote.unanimous')}<//>
      <${Act} desk=${desk} id="vote-record" command="record_vote" class="act--gold" icon="done" why=${whyNot(verdict, n)}
        run=${() => record(counts)}>${t('console.vote.record')}<//>
    </div>
  </div>`;
}

/** Why such counts can't be recorded, or null. */
function whyNot(/** @type {string} */ verdict, /** @type {number} */ n) {
  if (verdict === 'over') return t('console.vote.over', { n });
  return verdict === 'empty' ? t('console.vote.enter_counts') : null;
}

/** Only digits stay in the field, whatever is typed. */
function digits(/** @type {HTMLInputElement} */ field) {
  field.value = field.value.replace(/\D/g, '');
  return field.value;
}
