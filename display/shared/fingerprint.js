// The fingerprint of the root, in groups that two people can read to each other.
import { html } from 'htm/preact';
import { language, t } from './text.js';

/** @typedef {{name: string, fingerprint: string[], until: string}} Root */

export const Fingerprint = (/** @type {{root: Root, advice: string}} */ { root, advice }) => html`
  <div class="fingerprint">
    <h3>${t('setup.trust.fingerprint')}</h3>
    <p class="groups" translate="no">
      ${root.fingerprint.map((group) => html`<span>${group}</span>${' '}`)}
    </p>
    <p>${advice}</p>
    <p class="name">${t('setup.trust.until', { name: root.name, day: day(root.until) })}</p>
  </div>`;

const day = (/** @type {string} */ instant) =>
  new Intl.DateTimeFormat(language(), { dateStyle: 'long' }).format(new Date(instant));
