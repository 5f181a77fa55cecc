// One person: who they are, whether they are here, and everything the desk can do for them.
import { html } from 'htm/preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../display/shared/text.js';
import { ACTIONS, nameOf, REGISTER } from './actions.js';
import { Form } from './form.js';
import { History } from './history.js';
import { Labels } from './labels.js';
import { Questions } from './questions.js';
import { stateOf } from './words.js';

/** @typedef {import('./desk.js').Desk} Desk */
/** @typedef {import('./search.js').Person} Person */

// What comes next for nearly everybody stands ready for Enter.
const OPEN_AT_ONCE = new Set(['check_in_by_hand', 'hand_documents']);

/** The middle column: the person chosen, the late registration, or a word of guidance. */
export const Card = (/** @type {{desk: Desk}} */ { desk }) => {
  const person = desk.chosen.value;
  if (desk.questions.value.length > 0) return html`<${Questions} desk=${desk} />`;
  if (desk.registering.value) return html`<${Registration} desk=${desk} />`;
  if (!person) return html`<section class="card card--empty"><p>${t('reception.card.pick')}</p></section>`;
  return html`
    <section class="card" id="person" data-id=${person.id} data-present=${person.present}>
      <${About} desk=${desk} person=${person} />
      <${Actions} key=${[desk.turn.value, person.id, person.present, Boolean(person['documents'])].join()} desk=${desk} person=${person} />
      ${person['badge']?.state === 'valid' && !person['substituted_by'] && html`
        <${Labels} key=${person.id} desk=${desk} printing=${desk.printing} person=${person.id} />`}
      <${History} desk=${desk} lines=${person['history'] ?? []} />
    </section>`;
};

const About = (/** @type {{desk: Desk, person: Person}} */ { desk, person }) => html`
  <h2>${person.name}</h2>
  <p class="state">${stateOf(desk, person)}</p>
  <p class="facts">${facts(desk, person).map((fact) => html`<span>${fact}</span> `)}</p>
  <p>${[person['position'], person['workplace']].filter(Boolean).join(', ')}</p>
  <p>${person['unit']}</p>`;

function facts(/** @type {Desk} */ desk, /** @type {Person} */ person) {
  const { id, class_word: word, seat, phone_masked: phone, replaces, badge } = person;
  return [
    word,
    t('reception.card.badge', { id }),
    badge?.serial > 1 && t('reception.card.badge_serial', { n: badge.serial }),
    badge?.state === 'revoked' && !person['withdrawn'] && t('reception.card.badge_revoked'),
    person['withdrawn'] && t('reception.card.withdrawn'),
    person['substituted_by'] && html`<button type="button" class="link-like" id="other-one"
      onClick=${() => desk.chooseById(person['substituted_by'])}>${t(`reception.card.${
        person['substitution_undone'] ? 'substitution_undone' : 'substituted_by'}`, { id: person['substituted_by'] })}</button>`,
    seat ? t('reception.card.seat', { seat }) : t('reception.card.no_seat'),
    person['vip'] && t('reception.card.vip'),
    replaces && !person['substitution_undone'] && t('reception.card.substitute_for', { name: replaces }),
    phone && t('reception.card.phone', { phone }),
    person['accessibility'],
    person['wanted'] && t('reception.card.wanted', { reason: person['wanted'] }),
    person['documents'] && t('reception.card.documents', { time: desk.timeOf(person['documents'].at) }),
    person['expected_at'] && !person.present && t('reception.state.expected', { time: desk.timeOf(person['expected_at']) }),
  ].filter(Boolean);
}

const Actions = (/** @type {{desk: Desk, person: Person}} */ { desk, person }) => {
  const offered = ACTIONS.filter((action) => action.offered(person));
  const first = offered[0];
  const [open, setOpen] = useState(first && OPEN_AT_ONCE.has(nameOf(first)) ? nameOf(first) : null);
  const action = offered.find((each) => nameOf(each) === open);
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    if (!open && desk.takesKeys()) tabsIn(place.current)[0]?.focus();
  }, []);
  return html`
    <div ref=${place} onKeyDown=${(/** @type {KeyboardEvent} */ event) => walk(event, place.current)}>
      <div class="actions" role="tablist">
        ${offered.map(nameOf).map((name) => html`
          <button type="button" role="tab" data-action=${name} aria-selected=${name === open}
            onClick=${() => { desk.wantKeys(); setOpen(name); }}>${t(`reception.action.${name}`)}</button>`)}
      </div>
      ${action && html`<${Form} key=${open} desk=${desk} action=${action} person=${person} />`}
    </div>`;
};

const tabsIn = (/** @type {HTMLElement | null} */ place) =>
  /** @type {HTMLElement[]} */ ([...(place?.querySelectorAll('[role="tab"]') ?? [])]);

/** Arrows walk along the actions, up to them from the form's button and down again. */
function walk(/** @type {KeyboardEvent} */ event, /** @type {HTMLElement | null} */ place) {
  const at = /** @type {HTMLElement} */ (event.target);
  const to = at.matches('button') && nextTo(at, event.key, tabsIn(place));
  if (!to) return;
  event.preventDefault();
  to.focus();
}

/** @returns {HTMLElement | null | undefined} */
function nextTo(/** @type {HTMLElement} */ at, /** @type {string} */ key, /** @type {HTMLElement[]} */ tabs) {
  const here = tabs.indexOf(at);
  if (here < 0) return key === 'ArrowUp' ? tabs.find((tab) => tab.ariaSelected === 'true') : null;
  if (key === 'ArrowRight') return tabs[(here + 1) % tabs.length];
  if (key === 'ArrowLeft') return tabs.at(here - 1);
  return key === 'ArrowDown' ? document.querySelector('.form .main') : null;
}

const Registration = (/** @type {{desk: Desk}} */ { desk }) => html`
  <section class="card" id="registration">
    <h2>${t('reception.action.register')}</h2>
    <${Form} desk=${desk} action=${REGISTER} person=${null} />
    <button type="button" class="quiet" onClick=${() => (desk.registering.value = false)}>
      ${t('reception.action.back')}</button>
  </section>`;
