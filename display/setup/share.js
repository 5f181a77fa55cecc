// The address of this page for other devices, as a code to scan and as text to type.
import { html } from 'htm/preact';
import { t } from '../shared/text.js';
import { server } from './state.js';

export const Share = () => {
  const addresses = server.value?.addresses ?? [];
  if (!server.value) return null;
  return html`
    <section class="share" aria-labelledby="share-title">
      <h2 id="share-title">${t('setup.share.title')}</h2>
      ${addresses.length ? html`<${Code} addresses=${addresses} />` : html`<p>${t('setup.share.alone')}</p>`}
    </section>`;
};

const Code = (/** @type {{addresses: string[]}} */ { addresses }) => html`
  <div class="code">
    <img src="/setup/qr.svg" alt=${addresses[0]} width="160" height="160" />
    <div>
      <p>${t('setup.share.scan')}</p>
      ${addresses.map((address) => html`<p class="address" key=${address}>${address}</p>`)}
    </div>
  </div>`;
