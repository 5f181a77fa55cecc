// The summary: in one sentence, what this device is good for as it stands.
import { html } from 'htm/preact';
import { t } from '../shared/text.js';
import { CHECKS, found } from './checks.js';
import { Icon } from './icons.js';
import { isPorch } from './server.js';
import { server, trusted } from './state.js';

/** @typedef {import('./state.js').State} State */

export const Summary = () => {
  const [state, said] = verdict();
  return html`
    <p class="summary" role="status" data-state=${state} data-said=${said}>
      <${Icon} state=${state} /> <span>${t(`setup.summary.${said}`)}</span>
    </p>`;
};

/** @returns {[State, string]} */
function verdict() {
  if (CHECKS.some((name) => found(name).state === 'wait')) return ['wait', 'wait'];
  if (isPorch(server.value)) return ['todo', trusted.value ? 'trusted' : 'porch'];
  if (found('socket').state !== 'good') return ['todo', 'unreached'];
  if (!isSecureContext) return ['info', 'plain'];
  return found('camera').state === 'off' ? ['good', 'no_camera'] : ['good', 'everything'];
}
