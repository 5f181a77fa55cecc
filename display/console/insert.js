// Inserting an item nobody planned, from the kinds such a day knows.
import { t } from '../shared/text.js';

/** @typedef {import('./desk.js').Desk} Desk */

const KINDS = ['speech', 'leader_speech', 'introduction', 'notice', 'break'];
const USUAL_MINUTES = 5;
const PAST = new Set(['done', 'skipped']);

/** @typedef {{title: string, kind: string, minutes: number, text: string | null, mc: Record<string, string>}} Template */

/** Ask what to insert, from a template or blank; it comes after the chosen item, else after the one that is on. */
export function askInsert(/** @type {Desk} */ desk, /** @type {string | null} */ chosen,
  /** @type {Template | null} */ template = null) {
  const { items = [], item } = desk.seen ?? {};
  const ahead = items.filter((/** @type {any} */ { state }) => !PAST.has(state));
  desk.ask({
    title: template ? t('console.ask.insert_as', { title: template.title }) : t('console.ask.insert'),
    body: t('console.ask.insert_body'),
    chips: chips(desk, chosen, template),
    fields: [
      { name: 'kind', label: t('console.ask.kind'), type: 'select', value: template?.kind, options: KINDS.map(kind) },
      { name: 'title', label: t('console.ask.name'), value: template?.title, required: true },
      { name: 'person', label: t('console.ask.speaker'), type: 'person', required: template?.kind === 'introduction' },
      { name: 'text', label: t('console.ask.text'), value: template?.text ?? undefined },
      { name: 'minutes', label: t('console.ask.minutes'), type: 'number', value: template?.minutes ?? USUAL_MINUTES },
      { name: 'after', label: t('console.ask.after'), type: 'select', value: chosen ?? item?.id, options: ahead.map(place) },
    ],
    yes: t('console.ask.insert_yes'),
    run: (given) => desk.give('insert', inserted({ ...given, ...(template && { mc: template.mc }) })),
  });
}

/** One chip for each template, and one for none. */
const chips = (/** @type {Desk} */ desk, /** @type {string | null} */ chosen, /** @type {Template | null} */ now) =>
  [...(desk.seen?.templates ?? []), null].map((/** @type {Template | null} */ one) => ({
    label: one?.title ?? t('console.ask.insert_blank'),
    pressed: one?.title === now?.title,
    run: () => askInsert(desk, chosen, one),
  }));

/** Introduce a guest who came after the introductions. */
export const introduceLate = (/** @type {Desk} */ desk, /** @type {{id: string}} */ { id },
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
