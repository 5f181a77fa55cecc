// Rewording an item of the agenda: its title, its minutes, who speaks; of a break that is on, when it ends.
import { t } from '../shared/text.js';
import { itemName, minutes } from './words.js';

/** @typedef {import('./desk.js').Desk} Desk */

const SPOKEN = new Set(['speech', 'report', 'leader_speech', 'launch', 'closing']);

/** Ask what is to read differently; what is left as it is stays as it is. */
export function askEdit(/** @type {Desk} */ desk, /** @type {any} */ item) {
  desk.ask({
    title: t('desk.edit.title', { item: itemName(item) }),
    body: item.kind === 'break' ? t('desk.edit.break') : '',
    fields: [
      { name: 'planned', label: t('console.ask.minutes'), type: 'number', value: minutes(item.planned_s), required: true },
      { name: 'title', label: t('console.ask.name'), value: item.title, required: true },
      ...(SPOKEN.has(item.kind) ? [speakerField()] : []),
    ],
    yes: t('desk.edit.yes'),
    run: ({ title, planned, speaker }) => desk.give('edit_item', {
      item: item.id,
      planned: Number(planned),
      ...(title !== item.title && { title }),
      ...(speaker && { speaker }),
    }),
  });
}

const speakerField = () => ({
  name: 'speaker',
  label: t('desk.edit.speaker'),
  type: /** @type {const} */ ('person'),
});
