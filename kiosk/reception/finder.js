// The search box and its results: letters find, arrows move, Enter chooses, a scanner just scans.
import { html } from 'htm/preact';
import { extractCode } from '../code.js';
import { t } from '../../display/shared/text.js';
import { isScanned } from './search.js';
import { together, Together } from './together.js';
import { stateOf } from './words.js';

/** @typedef {import('./desk.js').Desk} Desk */
/** @typedef {import('./search.js').Person} Person */

/** The left column. */
export const Finder = (/** @type {{desk: Desk}} */ { desk }) => html`
  <section class="finder">
    <label for="search">${t('reception.search.label')}</label>
    <input id="search" type="search" autocomplete="off" spellcheck=${false}
      placeholder=${t('reception.search.placeholder')} value=${desk.words.value}
      role="combobox" aria-expanded="true" aria-controls="results"
      aria-activedescendant=${`result-${desk.cursor.value}`}
      onInput=${(/** @type {any} */ { target }) => desk.type(target.value)}
      onKeyDown=${(/** @type {KeyboardEvent} */ event) => onKey(desk, event)} />
    ${desk.paper.value && html`
      <p class="paper" id="paper">${t('reception.paper.on', { time: desk.paper.value['came_at'] || t('reception.paper.now') })}
        <button type="button" class="link-like" onClick=${() => (desk.paper.value = null)}>${t('reception.paper.off')}</button></p>`}
    <${Results} desk=${desk} />
    <${Together} desk=${desk} people=${together(desk.people.value ?? [])} />
    <button type="button" id="register-open" class="quiet" onMouseDown=${staysInBox}
      onClick=${() => { desk.choose(null); desk.registering.value = true; }}>
      ${t('reception.action.register')}</button>
  </section>`;

const Results = (/** @type {{desk: Desk}} */ { desk }) => {
  const people = desk.people.value;
  if (!people) return html`<p class="none">${t('reception.search.failed')}</p>`;
  const searched = desk.words.value.trim().length > 1;
  if (!people.length) return html`<p class="none">${searched && t('reception.search.nobody')}</p>`;
  return html`
    <ul id="results" role="listbox" aria-label=${t('reception.search.count', { n: people.length })} onMouseDown=${staysInBox}>
      ${people.map((person, line) => html`
        <${Line} key=${person.id} desk=${desk} person=${person} line=${line} />`)}
    </ul>`;
};

const Line = (/** @type {{desk: Desk, person: Person, line: number}} */ { desk, person, line }) => html`
  <li id=${`result-${line}`} role="option" data-person=${person.id} data-present=${person.present}
    aria-selected=${line === desk.cursor.value} onClick=${() => desk.choose(person)}>
    <b>${person.name}</b>
    <span class="badge">${person.id}</span>
    <span class="unit">${[person['class_word'], person['unit']].filter(Boolean).join(' – ')}</span>
    <span class="state">${stateOf(desk, person)}</span>
  </li>`;

// What is touched under the search box is there as long as the box has the keys.
const staysInBox = (/** @type {MouseEvent} */ event) => event.preventDefault();

function onKey(/** @type {Desk} */ desk, /** @type {KeyboardEvent} */ event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    desk.move(step);
  }
  if (event.key === 'Enter' && !event.isComposing) enter(desk);
}

async function enter(/** @type {Desk} */ desk) {
  const words = desk.words.value;
  if (isScanned(words)) {
    const code = extractCode(words);
    if (code) return desk.scan(code);
    desk.type('');
    return desk.foreign();
  }
  const people = await desk.searchNow();
  if (people?.length === 0 && words.trim()) document.getElementById('register-open')?.focus();
  else desk.choose(people?.[desk.cursor.value] ?? null);
}
