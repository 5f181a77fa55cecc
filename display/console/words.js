// Words and figures as the console says them.
import { localTime, mmss } from '../shared/clock.js';
import { language, t } from '../shared/text.js';

/** An item named in full: "mục 8 – Tham luận". */
export const itemName = (/** @type {any} */ { number, title }) =>
  t(number === null || number === undefined ? 'console.agenda.item_extra' : 'console.agenda.item', { number, title });

/** "Mục 8", or what stands for it where the item has no number. */
export const itemNumber = (/** @type {any} */ { number }) =>
  number === null || number === undefined ? t('console.now.item_extra') : t('console.now.item', { number });

/** Local time of an instant of the view, or a dash. */
export const timeOf = (/** @type {any} */ view, /** @type {string | number | null | undefined} */ when) =>
  when ? localTime(when, view.conference.time_zone) : '–';

/** Local time with seconds, as the top bar shows it. */
export const clockTime = (/** @type {any} */ view, /** @type {number} */ now) =>
  `${localTime(now, view.conference.time_zone)}:${String(Math.floor(now / 1000) % 60).padStart(2, '0')}`;

/** Whole minutes of so many seconds. */
export const minutes = (/** @type {number} */ seconds) => Math.round(seconds / 60);

/** A span of time that has passed: never rounded up. */
export const passed = (/** @type {number} */ ms) => mmss(Math.floor(ms / 1000) * 1000);

/** The name of a step, in the language of this page. */
export const stepTitle = (/** @type {any} */ step) =>
  (language() === 'en' && step?.title_en) || step?.title || '';

/** What somebody did, in words; a command nobody named is said as it is. */
export function deed(/** @type {string} */ command) {
  const words = t(`console.did.${command}`);
  return words.startsWith('console.did.') ? command : words;
}

/** The sentence on commands that were given up on. */
export const unsent = (/** @type {string[]} */ commands) =>
  t('console.link.unsent', { what: [...new Set(commands)].map(deed).join(', ') });
