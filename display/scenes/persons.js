// People in scenes: a name, what somebody is, one person's card, rows of a list.
import { html } from 'htm/preact';
import { spacedName } from '../shared/typeset.js';
import { gapped, HALL_SPEAKS, text, typeset } from './parts.js';

/** @typedef {{name: string, salutation?: string, position?: string, unit?: string}} Person */

/** A person's name, on one line where it fits: a name is broken only when it would be too small. */
export const name = (/** @type {string} */ words) =>
  html`<p class="name" style=${{ '--letters': words.length }}>${gapped(spacedName(words))}</p>`;

/** A collective's name: words, so it breaks as words do. */
export const collectiveName = (/** @type {string} */ words) =>
  html`<p class="name collective">${typeset(words)}</p>`;

/** What a person is: the post, and the unit unless the post names it already. */
export const postLines = (/** @type {Person} */ { position = '', unit = '' }) =>
  (names(position, unit) ? [position] : [position, unit]).filter(Boolean);

// “Chủ tịch LĐLĐ tỉnh” names “LĐLĐ tỉnh Ninh Thuận”: the post ends as the unit begins, or holds all of it.
function names(/** @type {string} */ position, /** @type {string} */ unit) {
  const [post, body] = [position, unit].map((words) => words.toLocaleLowerCase(HALL_SPEAKS).split(' '));
  const isShared = (/** @type {number} */ count) =>
    post?.slice(-count).join(' ') === body?.slice(0, count).join(' ');
  return (
    position.includes(unit) ||
    Array.from({ length: body?.length ?? 0 }, (_, n) => n + 1).some((n) => n > 1 && isShared(n))
  );
}

/** What a person is, in one line. */
export const post = (/** @type {Person} */ person) => postLines(person).join(', ');

/** One person alone on the picture. */
export const personCard = (/** @type {Person} */ person) => html`
  <div class="person">
    ${text('salutation', capitalised(person.salutation))}
    ${name(person.name)}
    ${postLines(person).map((line) => text('post', line))}
  </div>`;

/** A person as a row of a list, with the place in it when that matters. */
export const row = (
  /** @type {Person & {remark?: string, isCollective?: boolean}} */ person,
  /** @type {number | null} */ place = null,
) => html`
  <li class="row" data-row>
    ${place === null ? null : html`<span class="place">${place}</span>`}
    <div>
      ${person.isCollective ? collectiveName(person.name) : name(person.name)}
      ${text('detail', post(person))}
      ${text('remark', person.remark)}
    </div>
  </li>`;

/** A list in columns: two from six rows on, more on a wide wall, one on a portrait screen. */
export const list = (/** @type {any[]} */ rows) => html`
  <ol class="list" data-size=${listSize(rows.length)} style=${deep(rows.length)}>${rows}</ol>`;

// How many rows deep one, two or three columns are.
const deep = (/** @type {number} */ count) => ({
  '--deep-1': count,
  '--deep-2': Math.ceil(count / 2),
  '--deep-3': Math.ceil(count / 3),
});

const listSize = (/** @type {number} */ count) => (count >= 6 ? 'many' : count >= 3 ? 'some' : 'few');

/** One person as a card, several as a list. */
export const people = (/** @type {Person[]} */ all) => {
  const [first, ...others] = all;
  return first && !others.length ? personCard(first) : list(all.map((person) => row(person)));
};

const capitalised = (/** @type {string} */ words = '') =>
  words.charAt(0).toLocaleUpperCase(HALL_SPEAKS) + words.slice(1);
