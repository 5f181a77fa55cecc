// The presidium and the secretaries: who has taken the place on stage, who presides, who is replaced.
import { html } from 'htm/preact';
import { t } from '../../shared/text.js';
import { Act } from '../act.js';
import { icon } from '../icons.js';

/** @param {{desk: import('../desk.js').Desk}} props */
export function Presidium({ desk }) {
  const { presidium } = desk.seen;
  return html`<section class="panel" id="presidium" aria-label=${t('console.presidium.title')}>
    <div class="seats">${['presidium', 'secretary'].map((role) => html`<div>
      <h3 class="label label--small">${t(`console.presidium.${role}`)}</h3>
      <ol class="rows">${seats(desk, presidium.filter((/** @type {any} */ one) => one.role === role))}</ol></div>`)}</div>
  </section>`;
}

const seats = (/** @type {import('../desk.js').Desk} */ desk, /** @type {any[]} */ all) =>
  all.map((one) => html`<${Seat} key=${one.id} desk=${desk} seat=${one} />`);

/** @param {{desk: import('../desk.js').Desk, seat: any}} props */
const Seat = ({ desk, seat }) => html`
  <li class="person" data-seat=${seat.id} data-present=${seat.present}>
    <span class="place">${seat.order}</span><strong>${seat.name}</strong><span class="soft">${seat.position}</span>
    ${!seat.present && html`<em>${icon('absent')}${t('console.presidium.absent')}</em>`}
    <div class="row">
      <${Act} desk=${desk} command="mark_present_on_stage" class="act--small act--tick"
        pressed=${Boolean(seat.on_stage)}
        icon=${seat.on_stage ? 'done' : 'waiting'} args=${{ person: seat.id, present: !seat.on_stage }}>
          ${t('console.presidium.on_stage')}<//>
      ${seat.role === 'presidium' && html`<${Act} desk=${desk} command="set_presiding" class="act--small act--tick"
        pressed=${Boolean(seat.presiding)} args=${{ person: seat.id }}>
        ${t(seat.presiding ? 'console.presidium.presiding' : 'console.presidium.preside')}<//>`}
      <${Act} desk=${desk} command="assign" class="act--small act--icon" icon="swap"
        label=${t('console.presidium.replace')}
        run=${() => askReplace(desk, seat)} />
    </div>
  </li>`;

function askReplace(/** @type {import('../desk.js').Desk} */ desk, /** @type {any} */ seat) {
  desk.ask({
    title: t('console.ask.replace', seat),
    fields: [{ name: 'person', label: t('console.ask.person'), type: 'person', required: true }],
    yes: t('console.ask.replace_yes'),
    run: async ({ person }) => {
      const { role, order } = seat;
      const answer = await desk.give('assign', { role, person, order });
      return answer.code ? answer : desk.give('unassign', { role, person: seat.id });
    },
  });
}
