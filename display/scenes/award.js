// Awards: the decision, the batch on stage, one exemplary person or collective.
import { html } from 'htm/preact';
import { spacedName } from '../shared/typeset.js';
import { fitted, gapped, heading, rule, say, sheet, shout, strip, text } from './parts.js';
import { collectiveName, list, personCard, row } from './persons.js';

/** @typedef {import('./parts.js').Scene} Scene */
/** @typedef {import('./parts.js').View} View */
/** @typedef {import('./persons.js').Person & {collective?: string, on_behalf?: string}} Recipient */

/** SC14: the decision that is announced. */
export const decision = (/** @type {Scene} */ scene, /** @type {View} */ view) =>
  sheet(
    'decision',
    strip(view),
    fitted(html`
    ${heading(say('decision.heading'))}
    ${text('lead', say('decision.number', scene))}
    ${text('detail', scene.issuer)}
    ${rule()}
    ${text('subject', scene.award)}`),
  );

/** SC15: a batch: who receives, in stage order, and who hands over. */
export const awardBatch = (/** @type {Scene} */ scene) =>
  sheet(
    'award-batch',
    null,
    fitted(html`
    ${heading(batchHeading(scene))}
    ${presenters(scene)}
    ${list(scene.people.map((/** @type {any} */ one) => row(recipient(one), one.position)))}`),
  );

/** What a batch is given; by its own title, where not everybody on stage is given the same. */
export const batchHeading = (/** @type {Scene} */ scene) =>
  shout(!scene.award ? 'award.titled' : scene.honour ? 'award.honour' : 'award.batch', scene);

const presenters = (/** @type {Scene} */ { honour, presenters: all = [] }) =>
  honour || !all.length
    ? null
    : html`
    <div class="presenters" data-row>
      <p class="label">${say('award.presenters')}</p>
      ${all.map((/** @type {any} */ one) => html`<p class="presenter">${gapped(spacedName(one.name))}</p>`)}
    </div>`;

// A collective stands on the wall under its own name; whoever is on stage receives for it.
function recipient(/** @type {Recipient} */ { name, unit = '', collective, on_behalf: stand }) {
  const remark = stand ? say('award.on_behalf', { name: stand }) : '';
  return collective
    ? { name: collective, isCollective: true, remark: remark || say('award.represented', { name }) }
    : { name, unit, remark };
}

/** SC16: one exemplary person or collective, and what they did. */
export const exemplar = (/** @type {Scene} */ scene, /** @type {View} */ view) =>
  sheet(
    'exemplar',
    strip(view),
    fitted(html`
    <div class="portrait-and-words">
      ${scene.portrait && html`<img class="portrait" style=${{ '--ratio': scene.portrait_ratio }} src=${scene.portrait} alt="" />`}
      <div class="beside">
        ${text('kicker', say('exemplar.heading'))}
        ${scene.collective ? collectiveCard(scene) : personCard(scene.person)}
        ${text('achievement', scene.achievement)}
      </div>
    </div>`),
  );

const collectiveCard = (/** @type {Scene} */ { collective, person }) => html`
  <div class="person">
    ${collectiveName(collective)}
    ${text('represented', say('award.represented', person))}
    ${text('post', person.position)}
  </div>`;
