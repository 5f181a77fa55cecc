// Whether a person is here, as the desk says it.
import { t } from '../../display/shared/text.js';

/** "not here yet", "arrived 07:12 at Kiosk 1", "has left …". */
export function stateOf(
  /** @type {import('./desk.js').Desk} */ desk, /** @type {import('./search.js').Person} */ person,
) {
  const { present, at, kiosk: place, first_at: first } = person;
  if (present) return t('reception.state.came_at', { time: desk.timeOf(at), place });
  return first
    ? t('reception.state.left', { time: desk.timeOf(first) })
    : t('reception.state.not_here');
}
