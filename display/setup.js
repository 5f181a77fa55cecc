// The set-up page: what this device can do, what is missing and how to switch it on; needs no sign-in.
import { html } from 'htm/preact';
import { render } from 'preact';
import { CheckList } from './setup/check-list.js';
import { look } from './setup/checks.js';
import { goOnIfTrusted, isPorch, isTrusted, learn } from './setup/server.js';
import { Share } from './setup/share.js';
import { server, spoken, trusted } from './setup/state.js';
import { Summary } from './setup/summary.js';
import { Trust } from './setup/trust.js';
import { chooseLanguage, language, loadTexts, t } from './shared/text.js';

function Page() {
  document.title = t('setup.page');
  return html`
    <div lang=${spoken.value}>
      <header>
        <div class="band">
          <p class="house">${t('setup.house')}</p>
          <h1>${t('setup.page')}</h1>
          <p class="intro">${t('setup.intro')}</p>
          <button type="button" class="language" onClick=${turn}>${t('setup.language')}</button>
        </div>
      </header>
      <main class=${isPorch(server.value) ? 'porch' : ''}>
        <${Summary} />
        <${CheckList} />
        <div class="aside"><${Trust} /><${Share} /></div>
      </main>
    </div>`;
}

async function turn() {
  await chooseLanguage(language() === 'vi' ? 'en' : 'vi');
  spoken.value = language();
}

/** Whoever comes back from the device's settings need not press anything. */
async function lookAgain() {
  if (document.visibilityState !== 'visible' || !isPorch(server.value) || trusted.value) return;
  trusted.value = await isTrusted(server.value);
  look();
}

await loadTexts();
spoken.value = language();
render(html`<${Page} />`, document.body);
server.value = await learn();
trusted.value = await isTrusted(server.value);
goOnIfTrusted();
look();
document.addEventListener('visibilitychange', lookAgain);
