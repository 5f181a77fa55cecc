// The two lists put to the vote: told apart by letter, colour and the congress's full name.
import { html } from 'htm/preact';
import { fitted, heading, rule, say, sheet, shout, text } from './parts.js';
import { list, row } from './persons.js';

/** @typedef {import('./parts.js').Scene} Scene */
/** @typedef {import('./parts.js').View} View */

/** SC19: the names on the list. */
export const nominations = (/** @type {Scene} */ scene) =>
  ballot(
    'nominations',
    scene,
    fitted(list(scene.people.map((/** @type {any} */ person) => row(person, person.order)))),
    scene.pages > 1 ? text('page', `${scene.page}/${scene.pages}`) : null,
  );

/** SC20: the question. No figure is shown while hands are up. */
export const voteQuestion = (/** @type {Scene} */ scene) =>
  ballot(
    'vote-question',
    scene,
    fitted(html`
    ${heading(say('vote.call'))}
    ${rule()}
    ${text('lead', say('vote.question', { congress: '' }).trim())}
    ${text('lead', scene.congress)}`),
  );

/** SC21: the result. */
export const voteResult = (/** @type {Scene} */ scene) =>
  ballot(
    'vote-result',
    scene,
    fitted(html`
    ${heading(verdict(scene))}
    ${scene.unanimous ? text('lead', say('vote.unanimous', scene)) : figures(scene)}`),
  );

/** Whether the list is adopted, in the hall's words. */
export const verdict = (/** @type {Scene} */ { adopted }) => say(adopted ? 'vote.carried' : 'vote.result');

const figures = (/** @type {Scene} */ scene) => html`
  <dl class="figures">
    ${['agree', 'disagree', 'other'].map(
      (kind) => html`
      <div><dt>${say(`vote.${kind}`)}</dt><dd>${scene[kind]}</dd></div>`,
    )}
  </dl>
  ${text('detail', say('vote.eligible', scene))}`;

const ballot = (
  /** @type {string} */ name,
  /** @type {Scene} */ scene,
  /** @type {any} */ body,
  /** @type {any} */ foot = null,
) =>
  sheet(
    `ballot ${name}`,
    html`
    <div class="band" style=${{ '--band': scene.colour }}>
      <span class="letter">${scene.list}</span>
      <div class="band-words">
        ${text('band-list', shout('vote.list', scene))}
        ${text('band-congress', scene.congress)}
      </div>
    </div>`,
    body,
    foot,
  );
