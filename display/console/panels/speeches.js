// The contributed speeches: call the next, move one to the proceedings, call a reserve.
import { html } from 'htm/preact';
import { t } from '../../shared/text.js';
import { Act } from '../act.js';
import { reasonField } from '../field.js';
import { icon } from '../icons.js';

const GROUPS = ['approved', 'reserve', 'proceedings', 'done'];

/** @param {{desk: import('../desk.js').Desk}} props */
export function Speeches({ desk }) {
  const { speeches } = desk.seen;
  const groups = GROUPS.map((status) => [status, speeches.filter((/** @type {any} */ one) => one.status === status)]);
  return html`<section class="panel" id="speeches" aria-label=${t('console.speeches.title')}>
    <h2 class="label">${t('console.speeches.title')}
      <${Act} desk=${desk} id="speech-next" command="speech_next" class="act--small" icon="next"
        run=${() => desk.step('speech_next')}>${t('console.speeches.next')}<//>
    </h2>
    ${groups.filter(([, all]) => all.length).map(([status, all]) => html`
      <h3 class="label label--small">${t(`console.speeches.${status}`)}</h3>
      <ol class="rows">${all.map((/** @type {any} */ one) => html`<${Speech} key=${one.id} desk=${desk}
        speech=${one} />`)}</ol>`)}
  </section>`;
}

/** @param {{desk: import('../desk.js').Desk, speech: any}} props */
const Speech = ({ desk, speech }) => html`
  <li class="person" data-speech=${speech.id} data-present=${speech.present} data-status=${speech.status}>
    <span class="place">${speech.order}</span><strong>${speech.title}</strong>
    <span class="soft">${[speech.name, speech.unit, length(speech)].filter(Boolean).join(' · ')}</span>
    ${!speech.present && speech.status !== 'done' && html`<em>${icon('absent')}${t('console.speeches.absent')}</em>`}
    <div class="row">${actions(desk, speech)}</div>
  </li>`;

const length = (/** @type {any} */ { minutes: n }) => t('console.agenda.minutes', { n });

function actions(/** @type {import('../desk.js').Desk} */ desk, /** @type {any} */ speech) {
  if (speech.status === 'done') return null;
  if (speech.status === 'approved') {
    return html`<${Act} desk=${desk} command="speech_defer" class="act--small"
      asks=${{ speech: speech.id, reason: '?' }} run=${() => askDefer(desk, speech)}>
      ${t('console.speeches.defer')}<//>`;
  }
  return html`<${Act} desk=${desk} command="speech_insert" class="act--small" icon="plus"
    args=${{ speech: speech.id }}>${t('console.speeches.insert')}<//>`;
}

function askDefer(/** @type {import('../desk.js').Desk} */ desk, /** @type {any} */ speech) {
  desk.ask({
    title: t('console.ask.defer', speech),
    fields: [reasonField(true)],
    yes: t('console.ask.defer_yes'),
    no: t('console.ask.defer_no'),
    run: ({ reason }) => desk.give('speech_defer', { speech: speech.id, reason }),
  });
}
