// Guests of honour who came after the introductions: one key has them introduced.
import { html } from 'htm/preact';
import { t } from '../shared/text.js';
import { Act } from './act.js';
import { introduceLate } from './insert.js';
import { timeOf } from './words.js';

/** @param {{desk: import('./desk.js').Desk}} props */
export function LateGuests({ desk }) {
  const view = desk.seen;
  const late = view.late_vips ?? [];
  return late.length > 0 && html`<div class="late" id="late-vips">
    <h3 class="label">${t('console.introductions.late')}</h3>
    ${late.map((/** @type {any} */ guest, /** @type {number} */ n) => html`<div class="late__one" key=${guest.id}
      data-late=${guest.id}>
      <strong>${guest.name}</strong>
      <span class="soft">${guest.position} · ${t('console.introductions.arrived', { time: timeOf(view, guest.at) })}</span>
      <${Act} desk=${desk} command="insert" class="act--small act--gold" hotkey=${n === 0 ? 'V' : undefined}
        run=${() => introduceLate(desk, guest)}>${t('console.introductions.insert')}<//>
    </div>`)}
  </div>`;
}
