// The sound check, while the doors are not open or people come in: which screen is heard, and whether it is.
import { html } from 'htm/preact';
import { t } from '../shared/text.js';
import { Act } from './act.js';
import { icon } from './icons.js';
import { Owner } from './readiness.js';

const BEFORE = new Set(['preparing', 'reception']);
const ICONS = /** @type {Record<string, string>} */ ({
  playing: 'waiting', heard: 'done', played: 'done', silent: 'alert', blocked: 'alert', unanswered: 'alert',
});

/** @param {{desk: import('./desk.js').Desk}} props */
export function SoundCheck({ desk }) {
  const { phase, media } = desk.seen;
  if (!BEFORE.has(phase) || !media) return null;
  return html`<div class="sound-check" id="sound-check">
    <${Owner} desk=${desk} />
    <${Act} desk=${desk} command="check_sound" id="check-sound" asks=${{}} class="act--small" icon="sound">
      ${t('media.check.do')}<//>
    ${media.check && result(media.check, desk.now.value)}
  </div>`;
}

/** What came of the last check; an answer that does not come is one as well. */
function result(/** @type {any} */ check, /** @type {number} */ now) {
  const late = check.outcome === 'playing' && now > Date.parse(check.until);
  const outcome = late ? 'unanswered' : check.outcome;
  return html`<p id="sound-outcome" data-outcome=${outcome}>${icon(ICONS[outcome] ?? 'waiting')}
    <span>${t(`media.check.${outcome}`, { screen: check.label, level: check.level_db })}</span></p>`;
}
