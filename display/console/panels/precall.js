// The batch to line up behind the stage now: read by the console and the stage monitor, never by the hall.
import { html } from 'htm/preact';
import { t } from '../../shared/text.js';
import { icon } from '../icons.js';

/** @param {{precall: any}} props */
export const Precall = ({ precall }) => precall && html`<div class="precall" id="precall" data-batch=${precall.id}>
  <h3 class="label label--small">${t('desk.precall.title', precall)} – ${precall.title}
    <span class="soft">${t('desk.precall.where')}</span></h3>
  <ol>${precall.people.map((/** @type {any} */ one) => html`<li key=${one.position} data-present=${one.present}>
    <span class="place">${one.position}</span>${one.collective ?? one.name}${!one.present && html`<em>
      ${icon('absent')}${t('console.award.absent')}</em>`}</li>`)}</ol>
</div>`;
