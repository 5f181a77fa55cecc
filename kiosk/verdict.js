// From the server's answer to a screen: which words, colour, icon and sound a delegate meets.

const GREETING_S = 6;
const NOTICE_S = 5;

/**
 * @typedef {{id: string, name: string, salutation?: string, class_word?: string, unit?: string,
 *   side?: string, seat?: string | null, vip?: boolean, replaces?: string | null}} Delegate
 * @typedef {{verdict: string, delegate?: Delegate | null, offline?: boolean,
 *   first?: {at: string, kiosk: string, gate?: string | null, by_hand?: boolean} | null}} Answer
 * @typedef {(key: string, facts?: Record<string, unknown>) => string} Translate
 * @typedef {{t: Translate, timeOf: (instant: string) => string, opensAt: string, isOverdue?: boolean}} Words
 *   `isOverdue`: the doors should be open by now, and are not
 * @typedef {{verdict: string, family: string, icon: string, sound: string | null, seconds: number,
 *   big: string, small: string, name: string, note: string}} Screen
 */

/** @type {Record<string, {family: string, icon: string, sound: string, seconds: number}>} */
const LOOKS = {
  accepted: { family: 'in', icon: 'welcome', sound: 'welcome', seconds: GREETING_S },
  vip: { family: 'vip', icon: 'honour', sound: 'welcome', seconds: GREETING_S },
  substitute: { family: 'in', icon: 'welcome', sound: 'welcome', seconds: GREETING_S },
  returned: { family: 'in', icon: 'welcome', sound: 'welcome', seconds: GREETING_S },
  exit_recorded: { family: 'out', icon: 'leave', sound: 'welcome', seconds: NOTICE_S },
  already_in: { family: 'known', icon: 'noted', sound: 'attention', seconds: GREETING_S },
  unknown: { family: 'again', icon: 'again', sound: 'attention', seconds: NOTICE_S },
  misdialled: { family: 'again', icon: 'again', sound: 'attention', seconds: NOTICE_S },
  wrong_conference: { family: 'help', icon: 'other', sound: 'attention', seconds: GREETING_S },
  replaced: { family: 'help', icon: 'renewed', sound: 'attention', seconds: GREETING_S },
  revoked: { family: 'help', icon: 'desk', sound: 'attention', seconds: GREETING_S },
  see_desk: { family: 'help', icon: 'desk', sound: 'attention', seconds: GREETING_S },
  not_open: { family: 'wait', icon: 'hour', sound: 'attention', seconds: GREETING_S },
  overdue: { family: 'help', icon: 'desk', sound: 'attention', seconds: GREETING_S },
  closed: { family: 'wait', icon: 'hour', sound: 'attention', seconds: GREETING_S },
  offline_ok: { family: 'kept', icon: 'kept', sound: 'welcome', seconds: GREETING_S },
  offline_vip: { family: 'kept', icon: 'kept', sound: 'welcome', seconds: GREETING_S },
  offline_unknown: { family: 'kept', icon: 'written', sound: 'attention', seconds: GREETING_S },
};
const ADMITTED = new Set(['accepted', 'returned']);
const NAMED = new Set([...ADMITTED, 'exit_recorded', 'already_in']);

// Whoever shows them the way reads where they sit.
const PLACED = new Set(['vip', 'offline_vip', 'substitute']);
const OFFLINE = new Set(['offline_ok', 'offline_vip', 'offline_unknown']);

/** What the kiosk says when the text before it is no code of ours. */
export const NOT_RECOGNISED = { verdict: 'unknown' };

/** What it says when it has no answer: an invitation, never a refusal. */
export const NO_ANSWER = { verdict: 'see_desk' };

/**
 * The full-screen answer to a scan.
 * @returns {Screen}
 */
export function screenOf(/** @type {Answer} */ answer, /** @type {Words} */ words) {
  const wording = wordingOf(answer, words);
  const facts = factsOf(answer, words);
  const say = (/** @type {string} */ line) => words.t(`kiosk.verdict.${wording}.${line}`, facts);
  return {
    verdict: OFFLINE.has(wording) ? wording : answer.verdict,
    .../** @type {typeof LOOKS['accepted']} */ (LOOKS[wording]),
    big: say('big'),
    small: say('small'),
    name: say('big').includes(facts.name) ? facts.name : '',
    note: noteOf(wording, answer, facts, words),
  };
}

function wordingOf(/** @type {Answer} */ { verdict, delegate, offline }, /** @type {Words} */ { isOverdue }) {
  if (isOverdue && verdict === 'not_open') return 'overdue';
  if (offline && verdict === 'unknown') return 'offline_unknown';
  if (offline && verdict === 'accepted') return delegate?.vip ? 'offline_vip' : 'offline_ok';
  if (!(verdict in LOOKS) || (NAMED.has(verdict) && !delegate)) return 'see_desk';
  if (verdict === 'accepted' && delegate?.replaces) return 'substitute';
  return ADMITTED.has(verdict) && delegate?.vip ? 'vip' : verdict;
}

function factsOf(
  /** @type {Answer} */ { delegate, first },
  /** @type {Words} */ { t, timeOf, opensAt },
) {
  const salutation = delegate?.salutation || '';
  const seat = delegate?.seat;
  return {
    name: delegate?.name ?? '',
    salutation,
    Salutation: salutation.charAt(0).toUpperCase() + salutation.slice(1),
    unit: delegate ? delegationOf(delegate, t) : '',
    place: delegate ? placeOf(delegate, t) : '',
    in_seat: seat ? t('kiosk.place.in_seat', { seat }) : '',
    replaced: t('kiosk.verdict.substitute.replaced', { name: delegate?.replaces ?? '' }),
    time: first ? timeOf(first.at) : opensAt,
  };
}

/** Class – delegation – seat, as far as they are known. */
export function placeOf(/** @type {Delegate} */ delegate, /** @type {Translate} */ t) {
  const { class_word: word, seat } = delegate;
  const parts = [plain(word), delegationOf(delegate, t), seat && t('kiosk.place.seat', { seat })];
  return parts.filter(Boolean).join(' – ');
}

// A class may say more after a dash; a greeting keeps to the class itself.
const plain = (/** @type {string | undefined} */ word) => word?.split(' – ')[0];

// Guests come from a body, not in a delegation; and "Đoàn …" is not made a "Đoàn Đoàn …".
function delegationOf(/** @type {Delegate} */ { unit, side }, /** @type {Translate} */ t) {
  if (!unit || side === 'guest' || unit.startsWith('Đoàn ')) return unit ?? '';
  return t('kiosk.place.unit', { unit });
}

function noteOf(
  /** @type {string} */ wording,
  /** @type {Answer} */ { first },
  /** @type {{place: string}} */ { place },
  /** @type {Words} */ { t },
) {
  if (PLACED.has(wording)) return place;
  if (wording !== 'already_in' || !first?.kiosk) return '';
  // Whoever at the desk did it is for the desk to see.
  return t(`kiosk.verdict.already_in.${first.by_hand ? 'desk' : 'note'}`, { kiosk: whereOf(first) });
}

/** Where a kiosk stands and which it is, as far as a gate was given. */
export const whereOf = (/** @type {{kiosk?: string, gate?: string | null}} */ { gate, kiosk }) =>
  [gate, kiosk].filter(Boolean).join(' – ');
