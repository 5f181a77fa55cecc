// The stream's overlay: a lower third on a transparent picture; nothing over the flag, the film or black.
import { html } from 'htm/preact';
import { localTime } from '../shared/clock.js';
import { batchHeading } from './award.js';
import { fitted, say, shout, text } from './parts.js';
import { post } from './persons.js';
import { verdict } from './vote.js';

/** @typedef {import('./parts.js').Scene} Scene */
/** @typedef {import('./parts.js').View} View */
/** @typedef {import('./persons.js').Person} Person */
/** @typedef {{kicker?: string, name?: string, lead?: string, detail?: string}} Caption */

/** The overlay's picture. */
export function overlay(/** @type {Scene} */ scene, /** @type {View} */ view) {
  const caption = (CAPTIONS[scene.code] ?? conference)(scene, view);
  return html`<section class="scene overlay">${caption && band(caption)}</section>`;
}

const band = (/** @type {Caption} */ { kicker, name, lead, detail }) => html`
  <div class="lower-third">
    ${fitted(html`${text('kicker', kicker)}${name && html`<p class="name">${name}</p>`}${text('lead', lead)}${text('detail', detail)}`)}
  </div>`;

const nothing = () => null;

const conference = (/** @type {Scene} */ _scene, /** @type {View} */ view) => ({
  lead: view.conference.title_short,
  detail: view.conference.date_line,
});

const title = (/** @type {Scene} */ { title: lead }) => ({ lead });

const person = (/** @type {Person} */ one, kicker = '') => ({ kicker, name: one.name, detail: post(one) });

const several = (/** @type {Person[]} */ all, kicker = '') =>
  all.length === 1 && all[0]
    ? person(all[0], kicker)
    : { lead: kicker, detail: all.map(({ name }) => name).join(', ') };

const ballot = (/** @type {Scene} */ scene, lead = '') => ({
  kicker: shout('vote.list', scene),
  lead: lead || scene.congress,
  detail: lead && scene.congress,
});

/** @type {Record<string, (scene: Scene, view: View) => Caption | null>} */
const CAPTIONS = {
  SC03: (scene) => ({ kicker: say('performance.heading'), lead: scene.title, detail: scene.performers }),
  SC04: nothing,
  SC05: nothing,
  SC06: title,
  SC07: (scene) => several(scene.people, scene.title || say('introduction.heading')),
  SC08: (scene) => several(scene.people, say(`presidium.${scene.role}`)),
  SC09: (scene) => person(scene.person, scene.title),
  SC10: (scene) => (scene.person ? person(scene.person, scene.title) : title(scene)),
  SC11: nothing,
  SC12: (scene) => person(scene.person, scene.title),
  SC13: (scene, view) => ({
    lead: say('break.heading'),
    detail: scene.until && say('break.until', { time: localTime(scene.until, view.conference.time_zone) }),
  }),
  SC14: (scene) => ({ kicker: say('decision.heading'), lead: scene.award, detail: scene.issuer }),
  SC15: (scene) => ({ lead: batchHeading(scene) }),
  SC16: (scene) => ({
    kicker: say('exemplar.heading'),
    ...(scene.collective ? { lead: scene.collective } : { name: scene.person.name }),
    detail: scene.achievement,
  }),
  SC17: (scene) => ({ kicker: say('launch.heading'), lead: scene.slogan }),
  SC18: (scene) =>
    scene.pair
      ? { kicker: say('response.pledge'), lead: scene.pair.first, detail: scene.pair.second }
      : several(scene.people, say('response.heading')),
  SC19: (scene) => ballot(scene),
  SC20: (scene) => ballot(scene, say('vote.call')),
  SC21: (scene) => ballot(scene, verdict(scene)),
  SC22: () => ({ lead: say('thanks.heading') }),
  SC23: (scene) => ({ lead: scene.text }),
  SC24: nothing,
};
