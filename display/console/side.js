// The right column: alerts, late guests and screens always; delegates, messages and the log one touch apart.
import { html } from 'htm/preact';
import { useSignal } from '@preact/signals';
import { t } from '../shared/text.js';
import { Alerts } from './alerts.js';
import { Copies } from './copies.js';
import { LateGuests } from './late-guests.js';
import { Log } from './log.js';
import { Messages, Standing } from './messages.js';
import { People } from './people.js';
import { Screens } from './screens.js';

const TABS = /** @type {Record<string, any>} */ ({ people: People, messages: Messages, log: Log });

/** @param {{desk: import('./desk.js').Desk}} props */
export function Side({ desk }) {
  const chosen = useSignal('people');
  const Shown = TABS[chosen.value];
  return html`<aside class="side">
    <${Alerts} desk=${desk} />
    <${Standing} desk=${desk} />
    <${LateGuests} desk=${desk} />
    <${Screens} desk=${desk} />
    <${Copies} desk=${desk} />
    <div class="tabs" role="tablist">${Object.keys(TABS).map((name) => html`<button type="button" role="tab"
      key=${name} id=${`tab-${name}`}
      aria-selected=${chosen.value === name} onClick=${() => (chosen.value = name)}>
        ${t(`console.${name}.title`)}</button>`)}</div>
    <div class="side__tab panel" role="tabpanel"><${Shown} desk=${desk} /></div>
  </aside>`;
}
