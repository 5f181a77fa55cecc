// The certificate: whether this device trusts it; if not, the file, its fingerprint and how to install it.
import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { Fingerprint } from '../shared/fingerprint.js';
import { t } from '../shared/text.js';
import { look } from './checks.js';
import { isHttps, isTrusted, secureAddress } from './server.js';
import { server, trusted } from './state.js';
import { Steps } from './steps.js';

/** @typedef {import('./state.js').Root} Root */

export const Trust = () => {
  if (!server.value) return null;
  const { root } = server.value;
  return html`
    <section class="trust" aria-labelledby="trust-title">
      <h2 id="trust-title">${t('setup.trust.title')}</h2>
      ${root ? html`<${Certificate} root=${root} />` : html`<p>${t('setup.trust.without')}</p>`}
    </section>`;
};

const Certificate = (/** @type {{root: Root}} */ { root }) => {
  if (isHttps()) return html`<p class="done">${t('setup.trust.done')}</p><${Others} root=${root} />`;
  return trusted.value ? html`<${Ready} /><${Others} root=${root} />` : html`<${Untrusted} root=${root} />`;
};

const Ready = () => html`
  <p class="done">${t('setup.trust.ready')}</p>
  <p><a class="primary" href=${secureAddress()}>${t('setup.trust.open')}</a></p>`;

/** This device needs nothing more; the next one may. */
const Others = (/** @type {{root: Root}} */ { root }) => html`
  <${Fingerprint} root=${root} advice=${t('setup.trust.compare')} />
  <details>
    <summary>${t('setup.trust.how')}</summary>
    <${Files} root=${root} />
    <${Steps} />
  </details>`;

const Untrusted = (/** @type {{root: Root}} */ { root }) => {
  const [isStill, setStill] = useState(false);
  async function again() {
    trusted.value = await isTrusted(server.value);
    setStill(!trusted.value);
    look();
  }
  return html`
    <p>${t('setup.trust.why')}</p>
    <${Files} root=${root} />
    <${Fingerprint} root=${root} advice=${t('setup.trust.compare')} />
    <h3>${t('setup.trust.how')}</h3>
    <${Steps} />
    <p class="actions">
      <button type="button" class="again" onClick=${again}>${t('setup.trust.again')}</button>
      <a href=${secureAddress()}>${t('setup.trust.open')}</a>
    </p>
    <p class="still" role="status">${isStill && t('setup.trust.still')}</p>`;
};

const Files = (/** @type {{root: Root}} */ { root }) => html`
  <p class="actions">
    <a class="primary" href=${root.file} download=${root.file_name}>
      ${t('setup.trust.download', { file: root.file_name })}
    </a>
    <a href="/setup/root.pem">${t('setup.trust.as_text')}</a>
  </p>`;
