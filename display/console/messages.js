// Messages to the hall, the lobby, the stage or the MC: a short approved list, or a few words of one's own.
import { html } from 'htm/preact';
import { useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { t } from '../shared/text.js';
import { Act } from './act.js';
import { icon } from './icons.js';
import { Miniature } from './miniature.js';

const AUDIENCES = ['mc', 'stage', 'hall', 'lobby'];
const BACKSTAGE = new Set(['mc', 'stage']);

/** @param {{desk: import('./desk.js').Desk}} props */
export function Messages({ desk }) {
  const to = useSignal('mc');
  const text = useSignal('');
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  // Whoever goes on typing goes on in the sentence: a letter by itself is a key of the walls.
  const take = (/** @type {string} */ words) => {
    text.value = words;
    field.current?.focus();
  };
  const send = async (/** @type {string} */ near) => {
    const words = { audience: to.value, text: text.value.trim() };
    const sent = (/** @type {any} */ answer) => {
      if (answer && !answer.code) text.value = '';
      return answer;
    };
    if (isApproved(desk.seen, words)) sent(await desk.act('message', words, near));
    else askFirst(desk, words, async () => sent(await desk.give('message', words)));
  };
  return html`<section class="messages" id="messages" aria-label=${t('console.messages.title')}>
    <div class="choice" role="group" aria-label=${t('console.messages.to')}>
      ${AUDIENCES.map((audience) => html`<button type="button" class="act act--small act--choice" key=${audience}
        data-audience=${audience}
        aria-pressed=${to.value === audience} onClick=${() => (to.value = audience)}>
          ${t(`console.messages.${audience}`)}</button>`)}
    </div>
    <ul class="ready">${ready(desk.seen, to.value)
      .map((/** @type {string} */ words) => html`<li key=${words}>
      <button type="button" onClick=${() => take(words)}>${words}</button></li>`)}</ul>
    <input id="message-text" ref=${field} aria-label=${t('console.messages.text')} placeholder=${t('console.messages.ready')}
      maxlength="200" value=${text.value}
      onInput=${(/** @type {any} */ event) => (text.value = event.currentTarget.value)} />
    <${Act} desk=${desk} id="message-send" command="message" icon="message" run=${send}
      why=${text.value.trim() ? null : t('console.messages.ready')}>
        ${t('console.messages.send')} – ${t(`console.messages.${to.value}`)}<//>
  </section>`;
}

/** What the hall may read was approved beforehand; backstage has a short list of its own. */
const ready = (/** @type {any} */ { ready: lists }, /** @type {string} */ audience) =>
  lists?.[BACKSTAGE.has(audience) ? 'backstage' : 'hall'] ?? [];

/** @typedef {{audience: string, text: string}} Words */

/** Backstage any words may be read; before the audience only those the conference brought. */
const isApproved = (/** @type {any} */ view, /** @type {Words} */ { audience, text }) =>
  BACKSTAGE.has(audience) || ready(view, audience).includes(text);

/** Other words are looked at as the audience will see them, before it does. */
function askFirst(/** @type {import('./desk.js').Desk} */ desk, /** @type {Words} */ { audience, text }, /** @type {() => Promise<any>} */ run) {
  const screen = desk.seen.screens?.find((/** @type {any} */ { role }) => role === audience);
  const where = t(`console.messages.${audience}`);
  desk.ask({
    title: t('console.messages.ask', { where }),
    body: t('console.messages.unapproved'),
    picture: screen && html`<${Miniature} desk=${desk} scene=${screen.scene} role=${audience} screen=${screen}
      message=${{ text }} label=${where} />`,
    yes: t('console.messages.yes'),
    run,
  });
}

/** What stands on the screens now, always in sight, and how to take it down. */
export function Standing(/** @type {{desk: import('./desk.js').Desk}} */ { desk }) {
  const { messages = {} } = desk.seen;
  const due = (/** @type {any} */ { until }) => !until || desk.now.value < Date.parse(until);
  const standing = Object.entries(/** @type {Record<string, any>} */ (messages)).filter(([, words]) => due(words));
  return standing.length > 0 && html`<section class="standing" id="standing"
    aria-label=${t('console.messages.standing')}>${standing.map(([audience, words]) => html`<p class="shown" key=${audience}
    data-shown=${audience}>
    ${icon('message')}<span><em>
      ${t('console.messages.shown', { where: t(`console.messages.${audience}`) })}</em> ${words.text}</span>
    <${Act} desk=${desk} command="clear_message" class="act--small" args=${{ audience }}>
      ${t('console.messages.clear')}<//></p>`)}</section>`;
}
