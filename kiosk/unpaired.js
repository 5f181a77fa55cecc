// What a machine shows that the server does not know as a kiosk: four digits, and whom to tell them.
import { html } from 'htm/preact';
import { Icon } from './icons.js';
import { setWords } from './lines.js';
import { code, say, waiting } from './state.js';

/** The page of an unpaired kiosk. */
export const Unpaired = () => html`
  <main id="unpaired" class="unpaired">
    <${Icon} name="desk" />
    <h1>${setWords(say('kiosk.unpaired.title'))}</h1>
    <p>${setWords(say('kiosk.unpaired.how'))}</p>
    <section>
      <h2>${say('kiosk.unpaired.staff')}</h2>
      ${code.value
        ? html`<p>${setWords(say('kiosk.unpaired.approve'))}</p><b id="pairing-code">${code}</b>`
        : html`<p>${say('kiosk.unpaired.asking')}</p>`}
      ${waiting.value > 0 && html`
        <p id="held">${setWords(say('kiosk.unpaired.held', { n: waiting.value }))}</p>`}
    </section>
  </main>`;
