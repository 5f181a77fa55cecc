// The names on a list, amended from the floor: added or taken off, on somebody's motion.
import { html } from 'htm/preact';
import { t } from '../../shared/text.js';
import { half } from '../half.js';
import { Act } from '../act.js';
import { reasonField } from '../field.js';

/** @typedef {import('../desk.js').Desk} Desk */

/** @param {{desk: Desk, vote: any}} props */
export const Nominees = ({ desk, vote }) => html`
  <div class="nominees">
    <h3 class="label label--small">${t('console.vote.people', { n: vote.people.length })}
      <${Act} desk=${desk} id="vote-add" command="amend_list" asks=${amending(vote)} class="act--small" icon="plus"
        run=${() => askAdd(desk, vote)}>${t('console.vote.add')}<//>
    </h3>
    <ol class="rows rows--even" style=${half(vote.people)}>${vote.people.map((/** @type {any} */ person) => html`
      <li class="person person--slim" key=${person.id} data-nominee=${person.id}>
        <span class="place">${person.order}</span><strong>${person.name}</strong><span class="soft">
          ${person.unit || person.position}</span>
        <${Act} desk=${desk} command="amend_list" asks=${amending(vote)} class="act--small act--icon" icon="close"
          label=${t('console.vote.remove')}
          run=${() => askRemove(desk, vote, person)} />
      </li>`)}</ol>
  </div>`;

/** What stands for any amendment of this list, before anybody is named. */
const amending = (/** @type {any} */ { list }) => ({ list, mover: '?' });

const mover = () => ({ name: 'mover', label: t('console.ask.mover'), required: true });

function askAdd(/** @type {Desk} */ desk, /** @type {any} */ { list }) {
  desk.ask({
    title: t('console.ask.amend_add', { list }),
    fields: [{ name: 'add', label: t('console.ask.person'), type: 'person', required: true }, mover(), reasonField()],
    yes: t('console.ask.amend_add_yes'),
    run: (given) => desk.give('amend_list', { list, ...given }),
  });
}

function askRemove(/** @type {Desk} */ desk, /** @type {any} */ { list }, /** @type {any} */ { id, name }) {
  desk.ask({
    title: t('console.ask.amend_remove', { list, name }),
    fields: [mover(), reasonField()],
    yes: t('console.ask.amend_remove_yes'),
    run: (given) => desk.give('amend_list', { list, remove: id, ...given }),
  });
}
