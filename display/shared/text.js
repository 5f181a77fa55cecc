// The catalogue in the browser: every sentence a person sees comes from here, in Vietnamese or English.

const REMEMBERED = 'hall.language';
const HOME = 'vi';

/** @type {Record<string, Record<string, string>>} language -> key -> text */
const tables = {};
let current = HOME;

/** The language this page speaks. */
export const language = () => current;

/** The language the person at this device chose last. */
export const rememberedLanguage = () => globalThis.localStorage?.getItem(REMEMBERED) ?? HOME;

/**
 * Fetch the catalogue, of some rooms or of all; Vietnamese comes too, for the hall's screens are drawn in it.
 * @param {string} [lang]
 * @param {string[]} [rooms]
 */
export async function loadTexts(lang = rememberedLanguage(), rooms) {
  await Promise.all([...new Set([HOME, lang])].map((one) => fetchTable(one, rooms)));
  current = lang;
  document.documentElement.lang = lang;
}

/** Remember the language for this device and speak it from now on. */
export async function chooseLanguage(/** @type {string} */ lang) {
  localStorage.setItem(REMEMBERED, lang);
  await loadTexts(lang);
}

/** Put a catalogue in place that was not fetched. */
export function useTexts(/** @type {string} */ lang, /** @type {Record<string, string>} */ table) {
  tables[lang] = table;
}

/** The text of `key` with its `{placeholders}` filled; a key nobody wrote comes back as itself. */
export function t(/** @type {string} */ key, /** @type {Record<string, any>} */ values = {}, lang = current) {
  const text = tables[lang]?.[key] ?? tables[HOME]?.[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

async function fetchTable(/** @type {string} */ lang, /** @type {string[] | undefined} */ rooms) {
  if (tables[lang]) return;
  const answer = await fetch(`/texts/${lang}.json${rooms ? `?rooms=${rooms.join(',')}` : ''}`);
  if (!answer.ok) throw new Error(`no catalogue in ${lang}`);
  tables[lang] = await answer.json();
}
