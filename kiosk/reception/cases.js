// Whoever a kiosk has sent to this desk: the newest first, until somebody here has helped.
import { signal } from '@preact/signals';
import { html } from 'htm/preact';
import { t } from '../../display/shared/text.js';

const KEPT = 'hall.helped';

/** @typedef {import('./desk.js').Desk} Desk */
/**
 * @typedef {{id: string | null, name: string | null, at: string, kiosk: string, verdict: string,
 *   arrivals?: {at: string, kiosk: string}[]}} Case `arrivals` where one badge came in at two doors
 */

const helped = signal(new Set(/** @type {string[]} */ (JSON.parse(sessionStorage.getItem(KEPT) ?? '[]'))));

/** The cases that wait. */
export const Cases = (/** @type {{desk: Desk}} */ { desk }) => {
  const waiting = /** @type {Case[]} */ (desk.view.value?.['cases'] ?? [])
    .filter((each) => !helped.value.has(keyOf(each)));
  return html`
    <section class="cases" id="cases" data-waiting=${waiting.length}>
      <h3>${t('reception.cases.title')} ${waiting.length > 0 && html`<b>${waiting.length}</b>`}</h3>
      ${waiting.length === 0 && html`<p class="none">${t('reception.cases.none')}</p>`}
      <ul>${waiting.map((each) => html`<${Line} key=${keyOf(each)} desk=${desk} case=${each} />`)}</ul>
    </section>`;
};

const Line = (/** @type {{desk: Desk, case: Case}} */ { desk, case: one }) => html`
  <li data-case=${one.verdict}>
    <time>${desk.timeOf(one.at)}</time>
    <span>
      <b>${t(`reception.verdict.${one.verdict}`)}</b> – ${placesOf(desk, one)} –
      ${' '}${one.id
        ? html`<button type="button" class="link-like" onClick=${() => desk.chooseById(one.id ?? '')}>${one.name}</button>`
        : t('reception.cases.somebody')}
      <em>${t(`reception.hint.${one.verdict}`)}</em>
    </span>
    <button type="button" class="quiet" onClick=${() => help(one)}>${t('reception.cases.done')}</button>
  </li>`;

const placesOf = (/** @type {Desk} */ desk, /** @type {Case} */ { kiosk, arrivals }) =>
  (arrivals?.map((one) => t('reception.cases.arrival', { time: desk.timeOf(one.at), kiosk: one.kiosk })) ?? [kiosk])
    .join(', ');

const keyOf = (/** @type {Case} */ { at, kiosk, verdict, id }) => `${at} ${kiosk} ${verdict} ${id}`;

function help(/** @type {Case} */ one) {
  helped.value = new Set([...helped.value, keyOf(one)]);
  sessionStorage.setItem(KEPT, JSON.stringify([...helped.value]));
}
