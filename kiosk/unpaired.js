// What a machine shows that the server does not know as a kiosk: a calm line, and how to pair it.
import { html } from 'htm/preact';
import { Icon } from './icons.js';
import { say } from './state.js';

/** The page of an unpaired kiosk. */
export const Unpaired = () => html`
  <main id="unpaired" class="unpaired">
    <${Icon} name="desk" />
    <h1>${say('kiosk.unpaired.title')}</h1>
    <p>${say('kiosk.unpaired.how')}</p>
    <section>
      <h2>${say('kiosk.unpaired.staff')}</h2>
      <ol>
        <li>${say('kiosk.unpaired.step_1')} <code>${say('kiosk.unpaired.command')}</code></li>
        <li>${say('kiosk.unpaired.step_2')}</li>
      </ol>
      <button type="button" onClick=${() => location.reload()}>${say('kiosk.unpaired.again')}</button>
    </section>
  </main>`;
