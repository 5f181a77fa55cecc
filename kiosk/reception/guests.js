// The guests of honour: whoever escorts them says with one touch that they are on the way, or here.
import { html } from 'htm/preact';
import { t } from '../../display/shared/text.js';

const SOON_MIN = 5;

/** @typedef {import('./desk.js').Desk} Desk */
/** @typedef {{id: string, name: string, position: string, present: boolean, at: string}} Honoured */

/** One line of the list of guests. */
export const Guest = (/** @type {{desk: Desk, guest: Honoured}} */ { desk, guest }) => {
  const comes = desk.view.value?.['expected']?.find((/** @type {any} */ { id }) => id === guest.id);
  return html`
    <li class="row" data-guest=${guest.id} data-present=${guest.present} data-expected=${Boolean(comes)}>
      <span>
        <button type="button" class="link-like" onClick=${() => desk.chooseById(guest.id)}>${guest.name}</button>
        <em>${guest.position}</em>
      </span>
      <i>${whereabouts(desk, guest, comes)}</i>
      ${!guest.present && html`<span class="row__do">${doings(comes).map(({ does, words, command, args, as }) => html`
        <button type="button" class="quiet" data-do=${does} disabled=${desk.sending.value}
          onClick=${() => desk.tell(guest, command, args, as)}>${words}</button>`)}</span>`}
    </li>`;
};

const doings = (/** @type {object | undefined} */ comes) => [
  comes
    ? { does: 'not_soon', words: t('reception.action.expect_no_more'), command: 'expect_person', args: {}, as: 'expect_no_more' }
    : { does: 'soon', words: t('reception.guests.soon', { n: SOON_MIN }), command: 'expect_person', args: { minutes: SOON_MIN } },
  {
    does: 'here',
    words: t('reception.guests.here'),
    command: 'check_in_by_hand',
    args: { method: 'escort', reason: t('reception.method.escort', {}, 'vi') },
  },
];

function whereabouts(/** @type {Desk} */ desk, /** @type {Honoured} */ { present, at }, /** @type {any} */ comes) {
  if (present) return t('reception.state.came', { time: desk.timeOf(at) });
  if (!comes) return t('reception.state.not_here');
  return t('reception.state.expected', { time: desk.timeOf(comes.expected_at) });
}
