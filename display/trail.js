// The audit trail's page: what was asked for on the day, newest first, filtered and exported by the server.
import { html } from 'htm/preact';
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { clockOf } from './shared/clock.js';
import { enter, toSignIn } from './shared/session.js';
import { chooseLanguage, language, loadTexts, t } from './shared/text.js';

const TYPING = 250; // ms
const GRANTED = 200;
const UNKNOWN = 401;
const FORBIDDEN = 403;

/** @typedef {{number: number, at: string, actor: string, role: string, device: string, name: string, status: number,
 *   about: string[], reason: string | null, verdict: string | null, why: string | null, why_en: string | null}} Entry */
/** @typedef {{q: string, refused: boolean, door: boolean}} Filter */

function Page() {
  const [filter, setFilter] = useState(/** @type {Filter} */ ({ q: '', refused: false, door: false }));
  const [found, setFound] = useState({ entries: /** @type {Entry[]} */ ([]), next: /** @type {number | null} */ (null), time_zone: 'UTC' });
  const [failed, setFailed] = useState(false);
  const [, redraw] = useState(language());
  const word = (/** @type {string} */ key, values = {}) => t(`trail.${key}`, values);

  async function load(/** @type {number | null} */ before) {
    try {
      const answer = await fetch(`/api/v1/trail?${query(filter, before)}`);
      if (answer.status === UNKNOWN || answer.status === FORBIDDEN) return toSignIn();
      const body = await answer.json();
      setFailed(!answer.ok);
      if (answer.ok) setFound({ ...body, entries: before ? [...found.entries, ...body.entries] : body.entries });
    } catch {
      setFailed(true);
    }
  }

  useEffect(() => {
    const timer = setTimeout(() => load(null), filter.q ? TYPING : 0);
    return () => clearTimeout(timer);
  }, [filter]);
  useEffect(() => {
    document.title = word('title');
  });

  async function turn() {
    const other = language() === 'vi' ? 'en' : 'vi';
    await chooseLanguage(other);
    redraw(other);
  }

  return html`
    <header>
      <nav><a href="/console">${word('back')}</a><button type="button" onClick=${turn}>${word('language')}</button></nav>
      <h1>${word('title')}</h1>
      <p class="intro">${word('intro')}</p>
    </header>
    <main>
      <form onSubmit=${(/** @type {Event} */ event) => event.preventDefault()}>
        <label>${word('search')} <input type="search" name="q" placeholder=${word('hint')} autofocus
          onInput=${(/** @type {any} */ event) => setFilter({ ...filter, q: event.target.value })} /></label>
        ${/** @type {const} */ (['refused', 'door']).map((name) => html`<label key=${name}><input type="checkbox" name=${name}
          onChange=${(/** @type {any} */ event) => setFilter({ ...filter, [name]: event.target.checked })} />
          ${word(name === 'refused' ? 'refused_only' : 'without_door')}</label>`)}
        <button class="export" type="button" onClick=${() => takeAlong(filter).catch(() => setFailed(true))}>${word('export')}</button>
      </form>
      ${found.entries.length > 0 && html`<table>
        <thead><tr>${COLUMNS.map((name) => html`<th scope="col" key=${name}>${word(`column.${name}`)}</th>`)}</tr></thead>
        <tbody>${found.entries.map((entry) => html`<${Row} key=${entry.number} entry=${entry} zone=${found.time_zone} />`)}</tbody>
      </table>`}
      ${failed ? html`<p class="said" role="alert">${word('failed')}</p>` : !found.entries.length && html`<p class="said">${word('none')}</p>`}
      ${found.next && html`<button class="older" type="button" onClick=${() => load(found.next)}>${word('older')}</button>`}
    </main>`;
}

const COLUMNS = ['number', 'at', 'actor', 'role', 'device', 'deed', 'about', 'reason', 'outcome'];

/** @param {{entry: Entry, zone: string}} props */
const Row = ({ entry, zone }) => html`<tr class=${entry.status === GRANTED ? '' : 'refused'}>
  ${COLUMNS.map((name) => html`<td class=${name} key=${name}>${told(entry, name, zone)}</td>`)}</tr>`;

/** What a column says of an entry. */
function told(/** @type {any} */ entry, /** @type {string} */ column, /** @type {string} */ zone) {
  if (column === 'at') return clockOf(entry.at, zone);
  if (column === 'role') return entry.role && t(`trail.role.${entry.role}`);
  if (column === 'deed') return deed(entry.name);
  if (column === 'about') return entry.about.join(' · ');
  if (column === 'outcome') return outcome(entry);
  return entry[column] ?? '';
}

function outcome(/** @type {Entry} */ entry) {
  const why = language() === 'en' ? entry.why_en : entry.why;
  if (entry.status !== GRANTED) return t('trail.outcome.refused', { why: why ?? entry.status });
  return entry.verdict ? t(`trail.verdict.${entry.verdict}`) : t('trail.outcome.done');
}

/** A command in words: the trail's own, or the console's. */
function deed(/** @type {string} */ name) {
  const words = [`trail.deed.${name}`, `console.did.${name}`].map((key) => [key, t(key)]).find(([key, said]) => key !== said);
  return words ? words[1] : name;
}

function query(/** @type {Filter} */ filter, /** @type {number | null} */ before) {
  const asked = new URLSearchParams({ q: filter.q });
  if (filter.refused) asked.set('refused', '1');
  if (filter.door) asked.set('door', '0');
  if (before) asked.set('before', String(before));
  return asked;
}

/** Have the export made, and kept where the browser keeps downloads. */
async function takeAlong(/** @type {Filter} */ filter) {
  const answer = await fetch(`/api/v1/trail/exports?${query(filter, null)}&lang=${language()}`, { method: 'POST' });
  if (!answer.ok) throw new Error(String(answer.status));
  const address = URL.createObjectURL(await answer.blob());
  const link = Object.assign(document.createElement('a'), { href: address, download: 'audit-trail.csv' });
  link.click();
  URL.revokeObjectURL(address);
}

if (await enter()) {
  await loadTexts(undefined, ['trail', 'console']);
  render(html`<${Page} />`, document.body);
} else toSignIn();
