// The root certificate's fingerprint where staff work, so that they compare it with a device's /setup without the terminal.
import { html } from 'htm/preact';
import { useEffect, useState } from 'preact/hooks';
import { Fingerprint } from './fingerprint.js';
import { t } from './text.js';

/** The fingerprint of the root this server's pages hang on; nothing where they are plain. */
export const ServersRoot = () => {
  const [root, setRoot] = useState(/** @type {import('./fingerprint.js').Root | null} */ (null));
  useEffect(() => {
    known().then(setRoot);
  }, []);
  return root && html`
    <details class="servers-root">
      <summary>${t('setup.trust.of_server')}</summary>
      <${Fingerprint} root=${root} advice=${t('setup.trust.others_compare')} />
    </details>`;
};

async function known() {
  const answer = await fetch('/setup/server.json', { cache: 'no-store' }).catch(() => null);
  return answer?.ok ? (await answer.json()).root : null;
}
