// How to install the certificate, step by step, for the device in front of us first.
import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { t } from '../shared/text.js';

const DEVICES = ['windows', 'android', 'ios', 'linux'];

export const Steps = () => {
  const [chosen, choose] = useState(guess(navigator));
  return html`
    <div class="steps">
      <p class="tabs" role="group">
        ${DEVICES.map((device) => html`
          <button type="button" key=${device} aria-pressed=${device === chosen} onClick=${() => choose(device)}>
            ${t(`setup.steps.${device}.name`)}
          </button>`)}
      </p>
      <ol>${sentences(chosen).map((sentence) => html`<li>${sentence}</li>`)}</ol>
      <p>${t('setup.trust.remove')}</p>
    </div>`;
};

/** Which kind of device this is; an iPad says that it is a Mac, but is touched. */
export function guess(/** @type {{userAgent: string, maxTouchPoints: number}} */ { userAgent, maxTouchPoints }) {
  if (/android/i.test(userAgent)) return 'android';
  if (/iphone|ipad/i.test(userAgent) || (/macintosh/i.test(userAgent) && maxTouchPoints > 1)) return 'ios';
  return /windows/i.test(userAgent) ? 'windows' : 'linux';
}

/** The steps the catalogue has for a device. */
function sentences(/** @type {string} */ device) {
  /** @type {string[]} */
  const found = [];
  for (let n = 1; ; n += 1) {
    const key = `setup.steps.${device}.${n}`;
    if (t(key) === key) return found;
    found.push(t(key));
  }
}
