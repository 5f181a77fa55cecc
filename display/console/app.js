// The console's page: agenda left, now and next in the middle with the panel that is due, the house right.
import { html } from 'htm/preact';
import { t } from '../shared/text.js';
import { Agenda } from './agenda.js';
import { Band } from './control.js';
import { Files } from './files.js';
import { Help } from './help.js';
import { Next, Now, Where } from './now.js';
import { Opening } from './opening.js';
import { Panel } from './panels/index.js';
import { Panic } from './panic.js';
import { Devices } from './paired.js';
import { RollCall } from './roll-call.js';
import { Questions } from './question.js';
import { ScreenCard } from './screen-card.js';
import { Savings } from './savings.js';
import { Script } from './script.js';
import { Side } from './side.js';
import { Singing } from './singing.js';
import { Tips } from './tip.js';
import { Top } from './top.js';
import { Transport } from './transport.js';

/** @param {{desk: import('./desk.js').Desk, onLanguage: () => void}} props */
export function App({ desk, onLanguage }) {
  if (!desk.seen) return html`<${Opening} desk=${desk} words=${t('console.loading')} />`;
  return html`<div class="console" data-mine=${desk.mine} data-line=${desk.line.value}>
    <${Top} desk=${desk} onLanguage=${onLanguage} />
    <${Band} desk=${desk} />
    <${Agenda} desk=${desk} />
    <main class="centre">
      <div class="pictures"><${Now} desk=${desk} /><${Where} desk=${desk} /><${Next} desk=${desk} /></div>
      <${Transport} desk=${desk} />
      <div class="panels"><${Panel} desk=${desk} /><${Files} desk=${desk} /><${Script} desk=${desk} /></div>
    </main>
    <${Side} desk=${desk} />
    <${Panic} desk=${desk} />
    <${Singing} desk=${desk} />
    <${ScreenCard} desk=${desk} />
    <${Devices} desk=${desk} />
    <${RollCall} desk=${desk} />
    <${Questions} desk=${desk} />
    <${Savings} desk=${desk} />
    <${Help} desk=${desk} />
    <${Tips} desk=${desk} />
  </div>`;
}
App.title = 'console.title';
