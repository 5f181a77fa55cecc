// Who hands the awards over; changed in two clicks: open, then the reserve who takes it on.
import { html } from 'htm/preact';
import { useSignal } from '@preact/signals';
import { t } from '../../shared/text.js';
import { Act } from '../act.js';
import { icon } from '../icons.js';

/** @param {{desk: import('../desk.js').Desk, award: any}} props */
export function Presenters({ desk, award }) {
  const open = useSignal(false);
  return html`<div class="presenters">
    <span class="soft">${t('console.award.presenters')}</span>
    ${award.presenters.map((/** @type {any} */ one) => html`<span key=${one.id} class="chip"
      data-presenter=${one.id} data-present=${one.present}>
      ${one.name}${!one.present && html`<em>${icon('absent')}${t('console.award.presenter_absent')}</em>`}</span>`)}
    <${Act} desk=${desk} id="presenters-change" command="award_presenter" class="act--small" icon="swap"
      pressed=${open.value}
      run=${() => (open.value = !open.value)}>${t('console.award.change')}<//>
    ${open.value && html`<div class="presenters__reserves" onClick=${() => (open.value = false)}>
      ${reserves(desk, award)}</div>`}
  </div>`;
}

const reserves = (/** @type {any} */ desk, /** @type {any} */ award) => html`
  ${[...award.reserves, ...award.suggested].map((/** @type {any} */ one) => html`<${Act} key=${one.id} desk=${desk} command="award_presenter"
    class="act--small" icon=${one.present ? 'person' : 'absent'} data=${{ 'data-reserve': one.id }}
    run=${() => choose(desk, award, one.id)}>
    ${one.name}${!one.present && html` <em>${t('console.award.presenter_absent')}</em>`}<//>`)}
  <${Act} desk=${desk} command="award_presenter" class="act--small act--icon" icon="search"
    label=${t('console.ask.person')} run=${() => askPresenter(desk, award)} />`;

/** The newcomer stands in for those who are absent; when nobody is, for all of them. */
function withNew(/** @type {any} */ { presenters }, /** @type {string} */ id) {
  const here = presenters.filter((/** @type {any} */ one) => one.present && one.id !== id);
  const kept = here.length < presenters.length ? here : [];
  return [...kept.map((/** @type {any} */ one) => one.id), id];
}

/** Let somebody hand the batch's awards over. */
const give = (/** @type {any} */ desk, /** @type {any} */ award, /** @type {string} */ id) =>
  desk.give('award_presenter', { batch: award.batch.id, presenters: withNew(award, id) });

async function choose(/** @type {any} */ desk, /** @type {any} */ award, /** @type {string} */ id) {
  const answer = await give(desk, award, id);
  if (answer.code) desk.refused(answer, '#presenters-change');
}

function askPresenter(/** @type {any} */ desk, /** @type {any} */ award) {
  desk.ask({
    title: t('console.ask.presenters', award.batch),
    fields: [{ name: 'person', label: t('console.award.presenters'), type: 'person', required: true }],
    yes: t('console.ask.presenters_yes'),
    run: (/** @type {any} */ { person }) => give(desk, award, person),
  });
}
