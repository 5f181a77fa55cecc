// What scenes are made of: the hall's words, headings, titles and rules, each a function to markup.
import { html } from 'htm/preact';
import { t } from '../shared/text.js';
import { spaced, tied } from '../shared/typeset.js';

/** @typedef {Record<string, any> & {code: string}} Scene */
/** @typedef {Record<string, any>} View */

/** What a console in English previews is still what the hall reads. */
export const HALL_SPEAKS = 'vi';

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

/** The bodies that convene, as they write themselves, under their emblem if the office gave it. */
export const organisation = (/** @type {View} */ view) => html`
  <div class="organisation">
    ${view.conference.emblem && html`<img class="emblem" src=${view.conference.emblem} alt="" />`}
    ${view.conference.organisation.map((/** @type {string} */ line) => html`<p>${line}</p>`)}
  </div>${rule()}`;

/** The conference's short title, above every scene that is about something else. */
export const strip = (/** @type {View} */ view) => html`
  <p class="strip">${typeset(view.conference.title_short)}</p>${rule()}`;

/** A fine gold line. */
export const rule = () => html`<hr class="rule" />`;

/** Words that break only where it reads well. */
export const typeset = (/** @type {string} */ words) => tied(spaced(words)).map(phrase);

/** Words with their gaps, which know what a break there costs. */
export const gapped = (/** @type {{word: string, cost: number}[]} */ words) =>
  words.map(({ word, cost }, n) => (n ? [gap(cost), word] : word));

const gap = (/** @type {number} */ cost) => html`<span class="gap" data-cost=${cost}>${' '}</span>`;

const phrase = (/** @type {{word: string, cost: number}[]} */ words, /** @type {number} */ n) => [
  n ? gap(words[0]?.cost ?? 0) : null,
  words.length > 1 || /[/-]/.test(words[0]?.word ?? '')
    ? html`<span class="kept">${gapped(words)}</span>`
    : words[0]?.word,
];

/** A heading of the hall. */
export const heading = (/** @type {string} */ text) => html`<h1 class="heading">${typeset(text)}</h1>`;

/** A text broken where it reads well. */
export const text = (/** @type {string} */ name, /** @type {string | null | undefined} */ words) =>
  words ? html`<p class=${name}>${typeset(words)}</p>` : null;

/** A title as the office broke it into lines; a short box may break it again. */
export const lines = (/** @type {string} */ name, /** @type {string[]} */ parts) => html`
  <h1 class="${name} lines">${parts.map((part, n) => [n ? gap(0) : null, html`<span class="line">${typeset(part)}</span>`])}</h1>`;

/** The lines an item's title was broken into by hand, or the title in one. */
export const titleLines = (/** @type {Scene} */ { lines: broken, title }) =>
  broken?.length ? broken : [title];
