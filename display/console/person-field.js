// A person found by name, unit or badge number, as the server finds them: without accents, in any order.
import { html } from 'htm/preact';
import { useSignal } from '@preact/signals';
import { t } from '../shared/text.js';

const SCANNED = /[0-9]{7}/;
const PAUSE = 180; // ms of quiet before asking
const SHOWN = 6;

/** @typedef {{id: string, name: string, position?: string, unit?: string, present?: boolean}} Found */

/** @param {{name: string, required?: boolean}} field */
export function PersonField({ name, required }) {
  const found = useSignal(/** @type {Found[] | null} */ (null));
  const chosen = useSignal(/** @type {Found | null} */ (null));
  const search = searcher((people) => (found.value = people));
  const typed = (/** @type {any} */ event) => {
    chosen.value = null;
    search(event.currentTarget.value);
  };
  return html`<div class="person-field">
    <input id=${`field-${name}`} type="search" placeholder=${t('console.ask.person')} autocomplete="off"
      onInput=${typed} value=${chosen.value?.name} required=${required} />
    <input type="hidden" name=${name} value=${chosen.value?.id ?? ''} />
    ${!chosen.value && found.value && html`<ul>${rows(found.value, (person) => (chosen.value = person))}</ul>`}
    ${chosen.value && html`<p class="soft">${line(chosen.value)}</p>`}
  </div>`;
}

function rows(/** @type {Found[]} */ people, /** @type {(person: Found) => void} */ choose) {
  if (!people.length) return html`<li class="soft">${t('console.ask.person_none')}</li>`;
  return people.slice(0, SHOWN).map((person) => html`<li key=${person.id}>
    <button type="button" class="person-field__one" data-person=${person.id} onClick=${() => choose(person)}>
      <strong>${person.name}</strong> <span class="soft">${line(person)}</span>
    </button>
  </li>`);
}

const line = (/** @type {Found} */ person) => [person.id, person.position, person.unit].filter(Boolean).join(' · ');

/** @type {ReturnType<typeof setTimeout> | undefined} */
let pending;

function searcher(/** @type {(people: Found[] | null) => void} */ tell) {
  return (/** @type {string} */ query) => {
    clearTimeout(pending);
    if (!query.trim()) return tell(null);
    pending = setTimeout(async () => tell(await find(query)), PAUSE);
  };
}

// What a scanner types is nobody's name, and no code goes into an address.
async function find(/** @type {string} */ query) {
  if (SCANNED.test(query)) return [];
  const answer = await fetch(`/api/v1/delegates?q=${encodeURIComponent(query)}`).catch(() => null);
  return answer?.ok ? (await answer.json()).delegates : [];
}
