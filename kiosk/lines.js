// Sets a sentence for large type: a line breaks rather after a dash or a full stop, and never inside a compound word.
import { html } from 'htm/preact';
import { phrases } from '../display/shared/typeset.js';

/** The words of `text`, as pieces that stay together as long as they fit on a line. */
export const setWords = (/** @type {string} */ text) => spaced(text.split(/(?<= –|\.) /).map(piece));

/** The sentences of `text`, each beginning a line of its own. */
export const sentences = (/** @type {string} */ text) =>
  spaced(text.split(/(?<=\.) /).map((one) => html`<span class="sentence">${setWords(one)}</span>`));

const piece = (/** @type {string} */ text) =>
  html`<span class="piece">${spaced(phrases(text).map(phrase))}</span>`;

const phrase = (/** @type {string} */ text) => html`<span class="piece">${text}</span>`;

const spaced = (/** @type {unknown[]} */ parts) => parts.flatMap((part, n) => (n ? [' ', part] : [part]));
