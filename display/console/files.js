// Before the doors open: the files of the day, so that the office can see that they are the right ones.
import { html } from 'htm/preact';
import { t } from '../shared/text.js';
import { icon } from './icons.js';
import { passed } from './words.js';

const BEFORE = new Set(['preparing', 'reception']);
const SHOWN_DIGITS = 12; // enough to compare two copies by eye
const ICONS = /** @type {Record<string, string>} */ ({ film: 'current', sound: 'sound', slides: 'screen' });

/** @typedef {{file: string, item: string, fault: string | null, kind: string, duration_s: number, pages: number,
 *   sound: boolean, codecs: string[], sha256: string}} File */

/** @param {{desk: import('./desk.js').Desk}} props */
export function Files({ desk }) {
  const { phase, files = [] } = desk.seen;
  if (!BEFORE.has(phase) || files.length === 0) return null;
  return html`<section class="panel files" id="files" data-phase=${phase} aria-label=${t('media.files.title')}>
    <h2 class="label">${t('media.files.title')}<span class="soft">${t('media.files.compare')}</span></h2>
    <ul>${files.map((/** @type {File} */ file) => html`<${Line} key=${`${file.file} ${file.item}`} file=${file} />`)}</ul>
  </section>`;
}

const Line = (/** @type {{file: File}} */ { file }) => html`<li data-file=${file.file} data-fault=${file.fault}>
  ${icon(file.fault ? 'alert' : ICONS[file.kind] ?? 'note')}
  <span class="files__what"><strong>${file.file}</strong> <span class="soft">${file.item}</span></span>
  <span class="files__how">${file.fault ? t('media.files.fault') : how(file)}</span>
  <code title=${file.sha256}>${file.sha256.slice(0, SHOWN_DIGITS)}…</code>
</li>`;

/** How long or how many pages, made of what, with sound or without. */
const how = (/** @type {File} */ { kind, duration_s: lasts, pages, sound, codecs }) => (kind === 'slides'
  ? t('media.files.pages', { n: pages })
  : [passed(lasts * 1000), codecs.join(' + '), kind === 'film' && t(sound ? 'media.files.sound' : 'media.files.silent')]
    .filter(Boolean).join(' · '));
