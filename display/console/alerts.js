// What needs attention, oldest first, each with a word and a time.
import { html } from 'htm/preact';
import { language, t } from '../shared/text.js';
import { icon } from './icons.js';
import { timeOf } from './words.js';

/** @param {{desk: import('./desk.js').Desk}} props */
export function Alerts({ desk }) {
  const view = desk.seen;
  const alerts = view.alerts ?? [];
  return alerts.length > 0 && html`<section class="alerts" id="alerts" role="alert"
    aria-label=${t('console.alerts.title')}>
    ${alerts.map((/** @type {any} */ alert) => html`<p key=${alert.code + JSON.stringify(alert.data)} data-alert=${alert.code}>
      ${icon('alert')}<span>${language() === 'en' && alert.text_en ? alert.text_en : alert.text}</span>
      <time class="soft">${timeOf(view, alert.at)}</time></p>`)}
  </section>`;
}
