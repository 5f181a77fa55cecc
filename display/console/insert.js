// Inserting an item nobody planned, from the kinds such a day knows.
import { t } from '../shared/text.js';

const KINDS = ['speech', 'leader_speech', 'introduction', 'notice', 'break'];
const USUAL_MINUTES = 5;
const PAST = new Set(['done', 'skipped']);

/** Ask what to insert; it comes after the chosen item, else after the one that is on. */
export function askInsert(/** @type {import('./desk.js').Desk} */ desk, /** @type {string | null} */ chosen) {
  const { items = [], item } = desk.seen ?? {};
  const ahead = items.filter((/** @type {any} */ { state }) => !PAST.has(state));
  desk.ask({
    title: t('console.ask.insert'),
    fields: [
      { name: 'kind', label: t('console.ask.kind'), type: 'select', options: KINDS.map(kind) },
      { name: 'title', label: t('console.ask.name'), required: true },
      { name: 'person', label: t('console.ask.speaker'), type: 'person' },
      { name: 'text', label: t('console.ask.text') },
      { name: 'minutes', label: t('console.ask.minutes'), type: 'number', value: USUAL_MINUTES },
      { name: 'after', label: t('console.ask.after'), type: 'select', value: chosen ?? item?.id, options: ahead.map(place) },
    ],
    yes: t('console.ask.insert_yes'),
    run: (given) => desk.give('insert', inserted(given)),
  });
}

/** Introduce a guest who came after the introductions. */
export const introduceLate = (/** @type {import('./desk.js').Desk} */ desk, /** @type {{id: string}} */ { id },
  near = `[data-late="${id}"]`) => desk.act('insert', {
    kind: 'introduction',
    title: t('console.introductions.insert_title', {}, 'vi'),
    people: [id],
    minutes: 1,
  }, near);

const kind = (/** @type {string} */ value) => ({ value, label: t(`console.kind.${value}`) });

const place = (/** @type {any} */ { id, number, title }) => ({ value: id, label: `${number ?? '+'}. ${title}` });

const inserted = (/** @type {Record<string, any>} */ { minutes, person, kind: chosen, ...given }) => ({
  ...given,
  kind: chosen,
  ...(minutes && { minutes: Number(minutes) }),
  ...(person && (chosen === 'introduction' ? { people: [person] } : { speaker: person })),
});
