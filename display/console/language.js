// The switch between Vietnamese and English; each button is written in the language it leads to.
import { html } from 'htm/preact';
import { chooseLanguage, language, t } from '../shared/text.js';

/** @param {{onLanguage: () => void}} props */
export const Language = ({ onLanguage }) => html`<button class="act act--quiet" type="button" id="language"
  onClick=${() => switchLanguage(onLanguage)}>${t('console.language')}</button>`;

async function switchLanguage(/** @type {() => void} */ onLanguage) {
  await chooseLanguage(language() === 'vi' ? 'en' : 'vi');
  onLanguage();
}
