// What scenes are made of: the hall's words, headings, people and lists, each a function to markup.
import { html } from 'htm/preact';
import { t } from '../shared/text.js';
import { phrases } from '../shared/typeset.js';

/** @typedef {Record<string, any> & {code: string}} Scene */
/** @typedef {Record<string, any>} View */
/** @typedef {{name: string, salutation?: string, position?: string, unit?: string}} Person */

const HALL_SPEAKS = 'vi'; // what a console in English previews is still what the hall reads

/** A line of the catalogue as the hall reads it. */
export const say = (/** @type {string} */ key, /** @type {Record<string, any>} */ values = {}) =>
  t(`scenes.${key}`, values, HALL_SPEAKS);

/** A line of the catalogue in capitals, whatever the plan's own words in it. */
export const shout = (/** @type {string} */ key, /** @type {Record<string, any>} */ values = {}) =>
  say(key, values).toLocaleUpperCase(HALL_SPEAKS);

/** A whole picture: what stands on top, what fills the middle, what stands below. */
export const sheet = (
  /** @type {string} */ name,
  /** @type {any} */ top,
  /** @type {any} */ body,
  /** @type {any} */ foot = null,
) => html`
  <section class="scene ${name}">
    <header class="top">${top}</header>
    ${body}
    <footer class="foot">${foot}</footer>
  </section>`;

/** The box between top and foot; what is in it is scaled to fit. */
export const fitted = (/** @type {any} */ content, name = '') => html`
  <main class="fit ${name}" data-fit><div class="content">${content}</div></main>`;

/** The bodies that convene, as they write themselves. */
export const organisation = (/** @type {View} */ view) => html`
  <div class="organisation">
    ${view.conference.organisation.map((/** @type {string} */ line) => html`<p>${line}</p>`)}
  </div>${rule()}`;

/** The conference's short title, above every scene that is about something else. */
export const strip = (/** @type {View} */ view) => html`
  <p class="strip">${typeset(view.conference.title_short)}</p>${rule()}`;

/** A fine gold line. */
export const rule = () => html`<hr class="rule" />`;

/** Words that break only where it reads well. */
export const typeset = (/** @type {string} */ words) =>
  phrases(words).map(
    (phrase, n) =>
      html`${n ? ' ' : ''}${/[\s/-]/.test(phrase) ? html`<span class="kept">${phrase}</span>` : phrase}`,
  );

/** A heading of the hall. */
export const heading = (/** @type {string} */ text) => html`<h1 class="heading">${typeset(text)}</h1>`;

/** A text broken where it reads well. */
export const text = (/** @type {string} */ name, /** @type {string | null | undefined} */ words) =>
  words ? html`<p class=${name}>${typeset(words)}</p>` : null;

/** A title as the office broke it into lines; a short box may break it again. */
export const lines = (/** @type {string} */ name, /** @type {string[]} */ parts) => html`
  <h1 class="${name} lines">${parts.map((part) => html`<span class="line">${typeset(part)} </span>`)}</h1>`;

/** The lines an item's title was broken into by hand, or the title in one. */
export const titleLines = (/** @type {Scene} */ { lines: broken, title }) =>
  broken?.length ? broken : [title];

/** A person's name, on one line where it fits: a name is broken only when it would be too small. */
export const name = (/** @type {string} */ words) =>
  html`<p class="name" style=${{ '--letters': words.length }}>${words}</p>`;

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
  <ol class="list" data-size=${listSize(rows.length)}>${rows}</ol>`;

const listSize = (/** @type {number} */ count) => (count >= 6 ? 'many' : count >= 3 ? 'some' : 'few');

/** One person as a card, several as a list. */
export const people = (/** @type {Person[]} */ all) => {
  const [first, ...others] = all;
  return first && !others.length ? personCard(first) : list(all.map((person) => row(person)));
};

const capitalised = (/** @type {string} */ words = '') =>
  words.charAt(0).toLocaleUpperCase(HALL_SPEAKS) + words.slice(1);
