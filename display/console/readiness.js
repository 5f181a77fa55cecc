// Before the film: which screens hold it ready, which one is heard, and the way past one that is not ready.
import { html } from 'htm/preact';
import { useEffect } from 'preact/hooks';
import { t } from '../shared/text.js';
import { Act } from './act.js';
import { reasonField } from './field.js';
import { icon } from './icons.js';

const ICONS = /** @type {Record<string, string>} */ ({
  ready: 'done', loading: 'waiting', failed: 'alert', away: 'unlink',
});

/** @param {{desk: import('./desk.js').Desk}} props */
export function Readiness({ desk }) {
  const { ready, sound } = desk.seen.media ?? {};
  if (!ready?.screens.length) return null;
  return html`<div class="readiness" id="readiness">
    <ul aria-label=${t('media.ready_on')}>${ready.screens.map((/** @type {any} */ { name, label, state }) => html`
      <li key=${name} data-reel=${name} data-state=${state}>${icon(ICONS[state] ?? 'waiting')}<strong>${label}</strong>
        <span class="soft">${t(`media.reel.${state}`)}</span></li>`)}</ul>
    ${sound === false ? html`<p class="soft">${icon('mute')}${t('media.no_sound')}</p>` : html`<${Owner} desk=${desk} />`}
    ${desk.seen.moves?.play_media?.code === 'screens_not_ready' && html`<${Act} desk=${desk} command="play_media"
      id="play-anyway" why="" class="act--small" icon="alert" run=${() => askAnyway(desk)}>${t('media.anyway')}<//>`}
  </div>`;
}

/** Which screen is heard; another may be chosen. */
export function Owner(/** @type {{desk: import('./desk.js').Desk}} */ { desk }) {
  const { media, screens = [] } = desk.seen;
  const asked = { screen: media.owner ?? '' };
  useEffect(() => desk.reasons.want('give_sound', asked), [media.owner]);
  const why = desk.why('give_sound', asked);
  const choose = (/** @type {any} */ { currentTarget: chosen }) => {
    const { value } = chosen;
    chosen.value = media.owner; // the view says when another is heard
    desk.act('give_sound', { screen: value }, '#sound-owner');
  };
  return html`<label class="owner">${icon('sound')}<span>${t('media.sound_from')}</span>
    <select id="sound-owner" value=${media.owner} aria-disabled=${why ? 'true' : undefined} data-why=${why ?? undefined} onChange=${choose}>
      ${screens.map((/** @type {any} */ { name, label }) => html`<option key=${name} value=${name}
        selected=${name === media.owner}>${label}</option>`)}
    </select></label>`;
}

function askAnyway(/** @type {import('./desk.js').Desk} */ desk) {
  desk.ask({
    title: t('media.ask.title'),
    body: desk.seen.moves?.play_media?.message,
    fields: [reasonField(true)],
    yes: t('media.ask.yes'),
    run: (/** @type {any} */ given) => desk.give('play_media', { force: true, ...given }),
  });
}
