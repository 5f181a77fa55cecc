// Whoever needs a person: open, looked after by whom, solved by whom; every desk sees the same list.
import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { t } from '../../display/shared/text.js';

/** @typedef {import('./desk.js').Desk} Desk */
/**
 * @typedef {object} Case
 * @property {string} case
 * @property {string} verdict
 * @property {string | null} id the person's
 * @property {string | null} name
 * @property {string} at
 * @property {string | null} made_at when a kiosk that was alone met it
 * @property {number} times
 * @property {string | null} foreign the kind of a code that is none of ours
 * @property {string | null} number one that was typed and that nobody has
 * @property {string} kiosk
 * @property {{at: string, kiosk: string}[]} arrivals where one badge came in at two doors
 * @property {string | null} reason why the desk wants to see this person
 * @property {'open' | 'taken' | 'solved'} state
 * @property {string | null} by
 * @property {string | null} changed_at
 */

const casesOf = (/** @type {Desk} */ desk) => /** @type {Case[]} */ (desk.view.value?.['cases'] ?? []);

/** What waits, and behind a touch what was solved. */
export const Cases = (/** @type {{desk: Desk}} */ { desk }) => {
  const [isSolvedOpen, setSolvedOpen] = useState(false);
  const waiting = casesOf(desk).filter(({ state }) => state !== 'solved');
  const solved = casesOf(desk).filter(({ state }) => state === 'solved');
  const open = waiting.filter(({ state }) => state === 'open').length;
  return html`
    <section class="cases" id="cases" data-waiting=${waiting.length} data-open=${open}>
      <h3>${t('reception.cases.title')} ${waiting.length > 0 && html`<b>${waiting.length}</b>`}
        ${solved.length > 0 && html`<button type="button" class="link-like cases__solved" id="cases-solved"
          aria-expanded=${isSolvedOpen} onClick=${() => setSolvedOpen(!isSolvedOpen)}>
          ${t('reception.cases.solved', { n: solved.length })}</button>`}</h3>
      ${waiting.length === 0 && html`<p class="none">${t('reception.cases.none')}</p>`}
      <ul>${[...waiting, ...(isSolvedOpen ? solved : [])].map((each) => html`
        <${Line} key=${each.case} desk=${desk} case=${each} />`)}</ul>
    </section>`;
};

const Line = (/** @type {{desk: Desk, case: Case}} */ { desk, case: one }) => html`
  <li data-case=${one.verdict} data-state=${one.state} data-id=${one.case}>
    <time>${desk.timeOf(one.at)}</time>
    <span>
      <b>${what(one)}</b> – ${placesOf(desk, one)} –
      ${' '}${one.id
        ? html`<button type="button" class="link-like" onClick=${() => desk.chooseById(one.id ?? '')}>${one.name}</button>`
        : t(`reception.cases.${one.number ? 'typed' : 'somebody'}`, { number: one.number })}
      ${facts(desk, one).map((fact) => html`<em>${fact}</em>`)}
    </span>
    <span class="cases__do">${doings(one).map((command) => html`
      <button type="button" class="quiet" data-do=${command} onClick=${() => desk.handle(command, one.case)}>
        ${t(`reception.cases.${command}`)}</button>`)}</span>
  </li>`;

const doings = (/** @type {Case} */ { state }) =>
  ({ open: ['take_case', 'solve_case'], taken: ['solve_case'], solved: ['reopen_case'] })[state];

function facts(/** @type {Desk} */ desk, /** @type {Case} */ one) {
  const { state, by, changed_at: changedAt, made_at: madeAt, times, reason, verdict } = one;
  return [
    reason && t('reception.cases.reason', { reason }),
    madeAt && t('reception.cases.alone', { time: desk.timeOf(madeAt) }),
    times > 1 && t('reception.cases.times', { n: times }),
    by && state !== 'open' && t(`reception.cases.${state}_by`, { by, time: desk.timeOf(changedAt ?? one.at) }),
    state !== 'solved' && t(`reception.hint.${verdict}`),
  ].filter(Boolean);
}

const placesOf = (/** @type {Desk} */ desk, /** @type {Case} */ { kiosk, arrivals }) =>
  (arrivals.length
    ? arrivals.map((one) => t('reception.cases.arrival', { time: desk.timeOf(one.at), kiosk: one.kiosk }))
    : [kiosk]).join(', ');

/** What it is about: the verdict, or which kind of foreign code was shown. */
export const what = (/** @type {Case} */ { verdict, foreign }) =>
  t(foreign ? `reception.foreign.${foreign}` : `reception.verdict.${verdict}`);

/** A case nobody has taken, while it is new: the whole desk lights up. */
export function newest(/** @type {Desk} */ desk, /** @type {number} */ now, /** @type {number} */ forMs) {
  return casesOf(desk).find(({ state, at }) => state === 'open' && now - Date.parse(at) < forMs);
}
