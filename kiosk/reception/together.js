// A delegation that comes together: all who are listed and still awaited, with one button pressed twice.
import { html } from 'htm/preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../display/shared/text.js';
import { isAwaited } from './actions.js';

const SURE_MS = 5_000;
const DOUBLE_CLICK_MS = 500; // one press of a hurried hand, not a second one
const FEWEST = 2;

/** @typedef {import('./search.js').Person} Person */

/** Those of one delegation who may be checked in together; nobody where the list is of several. */
export function together(/** @type {Person[]} */ people) {
  const units = new Set(people.map((person) => person['unit']));
  const awaited = people.filter((person) => isAwaited(person) && !person['wanted']);
  return units.size === 1 && awaited.length >= FEWEST ? awaited : [];
}

/** The button under the results; the first press only asks. */
export const Together = (/** @type {{desk: import('./desk.js').Desk, people: Person[]}} */ { desk, people }) => {
  const [isAsked, setAsked] = useState(false);
  const askedAt = useRef(0);
  const ids = people.map(({ id }) => id);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(false), SURE_MS);
    return () => clearTimeout(timer);
  }, [isAsked]);
  useEffect(() => setAsked(false), [ids.join()]);
  if (!people.length) return null;
  const facts = { n: people.length, unit: people[0]?.['unit'] };
  const press = (/** @type {MouseEvent} */ { timeStamp }) => {
    if (isAsked && timeStamp - askedAt.current < DOUBLE_CLICK_MS) return;
    askedAt.current = timeStamp;
    setAsked(!isAsked);
    if (isAsked) desk.give('check_in_together', { people: ids, method: 'together' }, 'check_in_together', facts);
  };
  return html`
    <button type="button" id="together" class="quiet" disabled=${desk.sending.value} onClick=${press}>
      ${t(`reception.action.${isAsked ? 'sure_together' : 'check_in_together'}`, facts)}</button>`;
};
