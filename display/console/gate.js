// Whether a command is open to this person now; if not, the sentence that says why.
import { language, t } from '../shared/text.js';
import { localTime } from '../shared/clock.js';

/** @typedef {import('./types.js').View} View */
/** @typedef {{view: View | null, line: string, session: import('./types.js').Session | null}} Place */

const ALWAYS = new Set(['take_control', 'stop_all_sound', 'a_cappella']); // from any console, whoever holds control

/** Why `command` can't be given now, or null when it can. */
export function whyNot(/** @type {Place} */ place, /** @type {string} */ command) {
  if (place.line === 'lost' || !place.view) return t('console.link.why');
  const told = place.view.moves?.[command];
  return whyNotMine(place, command) ?? (told?.lifted_by ? null : spoken(told));
}

/** Does this session hold control itself? */
export const holdsControl = (/** @type {Place} */ { view, session }) =>
  Boolean(session?.id) && view?.control?.holder === session?.id;

/** May this session steer? It holds control, or nobody does: then the first to move takes it. */
export const maySteer = (/** @type {Place} */ place) => !place.view?.control || holdsControl(place);

/** The sentence of a refusal, in the language of this page. */
export function spoken(/** @type {import('./types.js').Refusal | null | undefined} */ refusal) {
  if (!refusal) return null;
  return (language() === 'en' && refusal.message_en) || refusal.message;
}

/** Who holds control and since when, as a sentence. */
export function controlLine(/** @type {View} */ view) {
  const { control, conference } = view;
  const time = localTime(control.since, conference.time_zone);
  return t('console.control.other_since', { name: control.name, time });
}

function whyNotMine(/** @type {Place} */ place, /** @type {string} */ command) {
  if (ALWAYS.has(command) || maySteer(place)) return null;
  return t('console.control.why_other', { name: place.view?.control?.name });
}
