// The line that says how old the newest copy on another disk is; nothing where none are made.
import { html } from 'htm/preact';
import { t } from '../shared/text.js';
import { timeOf } from './words.js';

/** @param {{desk: import('./desk.js').Desk}} props */
export function Copies({ desk }) {
  const { backup } = desk.seen;
  return backup && html`<p class="soft" id="backup" data-trouble=${backup.trouble ?? 'none'}>${backup.at
    ? t('console.backup.newest', { time: timeOf(desk.seen, backup.at) })
    : t('console.backup.none')}</p>`;
}
