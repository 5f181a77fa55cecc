// One hand on the wheel: the button that takes it, and the band that says why nothing else works.
import { html } from 'htm/preact';
import { t } from '../shared/text.js';
import { Act } from './act.js';
import { controlLine } from './gate.js';
import { icon } from './icons.js';
import { timeOf, unsent } from './words.js';

/** @typedef {{desk: import('./desk.js').Desk, class?: string}} Props */

/** The button that takes control; it asks first when somebody else holds it. */
export const TakeControl = (/** @type {Props} */ { desk, class: look = 'act--gold' }) => html`
  <${Act} desk=${desk} id="take-control" command="take_control" class=${look} icon="wheel"
    run=${() => take(desk)}>${t('console.control.take')}<//>`;

/** What stands between the operator and the buttons, in one band: the lost line, or another's hand. */
export function Band(/** @type {Props} */ { desk }) {
  const view = desk.seen;
  const given = desk.unsent.value;
  if (desk.line.value === 'lost') {
    const time = timeOf(view, desk.lostAt.value);
    return html`<p class="band band--alarm" role="alert" id="band">
      ${icon('unlink')}${t('console.link.lost_line', { time })}
      ${given.length > 0 && html`<strong>${unsent(given)}</strong>`}</p>`;
  }
  if (given.length > 0) return html`<p class="band band--alarm" role="alert" id="band">
    ${icon('alert')}<strong>${unsent(given)}</strong></p>`;
  return desk.steers ? null : html`<p class="band" id="band">${icon('lock')}${controlLine(view)}</p>`;
}

function take(/** @type {import('./desk.js').Desk} */ desk) {
  const holder = desk.seen?.control;
  if (!holder) return desk.act('take_control');
  desk.ask({
    title: t('console.control.take_ask', { name: holder.name }),
    yes: t('console.control.take_yes'),
    no: t('console.control.take_no'),
    run: () => desk.give('take_control'),
  });
}
