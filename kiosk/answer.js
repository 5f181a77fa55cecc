// The verdict over the whole screen: colour, icon and words together, the name largest of all.
import { html } from 'htm/preact';
import { Icon } from './icons.js';
import { sentences, setWords } from './lines.js';
import { say, scene } from './state.js';

/** What the door has to say now; nothing while it invites. */
export const Answer = () => {
  const { state, screen, slow, person, turn } = scene.value;
  if (state === 'verdict' && screen) return html`<${Verdict} key=${turn} screen=${screen} />`;
  if (state === 'checking') return html`<${Wait} words=${say('kiosk.checking.big')} person=${person} spin=${slow} />`;
  if (state === 'reading') return html`<${Wait} words=${say('kiosk.reading.big')} />`;
  return null;
};

const Verdict = (/** @type {{screen: import('./verdict.js').Screen}} */ { screen }) => html`
  <section id="verdict" data-verdict=${screen.verdict} data-family=${screen.family} role="status"
    style=${{ '--seconds': `${screen.seconds}s`, '--letters': String(lettersIn(screen)) }}>
    <${Icon} name=${screen.icon} />
    <h1 id="verdict-big">${linesOf(screen)}</h1>
    <p id="verdict-small">${sentences(screen.small)}</p>
    ${screen.note && html`<p id="verdict-note">${setWords(screen.note)}</p>`}
    <i class="time-left"></i>
  </section>`;

const lettersIn = (/** @type {import('./verdict.js').Screen} */ { name, big }) => (name || big).length;

// The name stands on a line of its own, larger than the words around it.
function linesOf(/** @type {import('./verdict.js').Screen} */ { big, name }) {
  if (!name) return html`<span class="alone">${setWords(big)}</span>`;
  const [before = '', after = ''] = big.split(name);
  return [
    before.trim() && html`<span class="around">${setWords(before.trim())}</span> `,
    html`<span class="name">${name}</span>`,
    after.trim() && html` <span class="around">${setWords(after.trim())}</span>`,
  ];
}

// Whoever is known reads their name while the server is asked; what it says comes after.
const Wait = (/** @type {{words: string, person?: import('./door.js').Person | null, spin?: boolean}} */
  { words, person, spin = false }) => html`
  <section id="wait" class=${['wait', spin && 'wait--spinning', person?.name && 'wait--known'].filter(Boolean).join(' ')} role="status">
    ${person?.name && html`<p id="wait-name">${person.name}</p>`}
    <i class="spinner"></i><p>${words}</p>
  </section>`;
