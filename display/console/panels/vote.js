// A vote by raised hands: who may vote, the counts checked as they are typed, the result.
import { html } from 'htm/preact';
import { t } from '../../shared/text.js';
import { Act } from '../act.js';
import { reasonField } from '../field.js';
import { icon } from '../icons.js';
import { timeOf } from '../words.js';
import { Counts } from './counts.js';
import { Nominees } from './nominees.js';

/** @param {{desk: import('../desk.js').Desk}} props */
export function Vote({ desk }) {
  const view = desk.seen;
  const { vote } = view;
  return html`<section class="panel vote" id="vote" data-list=${vote.list} aria-label=${t('console.vote.title', vote)}>
    <h2 class="label">${t('console.vote.title', vote)}</h2>
    <p class="vote__congress"><span class="letter">${vote.list}</span>${vote.congress}</p>
    ${vote.opened_at && html`<p class="vote__eligible"><strong>
      ${t('console.vote.eligible', { n: vote.eligible })}</strong>
      <span class="soft">${t('console.vote.opened', { time: timeOf(view, vote.opened_at) })}</span></p>`}
    ${vote.recorded ? result(desk, vote) : vote.open ? html`<${Counts} key=${vote.list + vote.opened_at}
      desk=${desk} vote=${vote} />` : opening(desk, vote)}
    <${Nominees} desk=${desk} vote=${vote} />
  </section>`;
}

const opening = (/** @type {any} */ desk, /** @type {any} */ { list }) => html`
  <${Act} desk=${desk} id="vote-open" command="open_vote" class="act--gold" icon="hands" args=${{ list }}>
    ${t('console.vote.open')}<//>`;

const result = (/** @type {any} */ desk, /** @type {any} */ vote) => html`
  <p class="big" id="vote-recorded">${icon('done')}${t('console.vote.recorded')}</p>
  <dl class="counts">${['agree', 'disagree', 'other'].map((kind) => html`
    <div><dt>${t(`console.vote.${kind}`)}</dt><dd>${vote[kind]}</dd></div>`)}</dl>
  <${Act} desk=${desk} id="vote-void" command="void_vote" class="act--small" icon="close"
    run=${() => askVoid(desk, vote)}>${t('console.vote.void')}<//>`;

function askVoid(/** @type {import('../desk.js').Desk} */ desk, /** @type {any} */ { list }) {
  desk.ask({
    title: t('console.ask.void', { list }),
    fields: [reasonField(true)],
    yes: t('console.ask.void_yes'),
    no: t('console.ask.void_no'),
    run: ({ reason }) => desk.give('void_vote', { list, reason }),
  });
}
