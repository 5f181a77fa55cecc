// Before the first item: what the next step is and shows, for the agenda's first item is not it yet.

/** @typedef {{step: string, scene: Record<string, any>}} Coming */

/**
 * What comes next before the conference begins: opening the doors, then the call to be seated.
 * @returns {Coming | null} null once the agenda itself says what is next
 */
export function beforeAgenda(/** @type {Record<string, any>} */ { phase, item, step, conference }) {
  if (item) return null;
  if (phase === 'preparing') return { step: 'open_reception', scene: { code: 'SC00' } };
  if (phase !== 'reception' || step?.id !== '0:welcome') return null;
  return { step: 'settle', scene: { code: 'SC02', until: conference.starts_at, recall: false } };
}
