// The invitation: which conference this is, where to hold the code, and what to do without one.
import { html } from 'htm/preact';
import { setWords } from './lines.js';
import { camera, direction, heading, keypad, overdue, say, view } from './state.js';

const CHOICE_MS = 20_000;
const SPEAKS = new Set(['insecure', 'refused', 'missing', 'starting', 'retrying']);

/** The whole idle screen; `video` receives the camera's picture. */
export const Idle = (/** @type {{video: import('preact').RefObject<HTMLVideoElement>}} */ { video }) => html`
  <main class="idle">
    <${Title} />
    <${Frame} video=${video} />
    <section class="invitation">
      <h1>${setWords(invitation())}</h1>
      ${view.value?.kiosk?.direction === 'both' && html`<${Ways} />`}
      <p class="without">${help().map((line) => html`<span>${line}</span> `)}</p>
      <button id="keypad-open" type="button" onClick=${() => (keypad.value = true)}>
        <${Keys} /> ${say('kiosk.idle.keypad')}
      </button>
      ${SPEAKS.has(camera.value) && html`<p class="camera-note">${say(`kiosk.camera.${camera.value}`)}</p>`}
    </section>
  </main>`;

const Title = () => {
  const { organisation = [], title_lines = [], place, date_line } = view.value?.conference ?? {};
  return html`
    <header class="title">
      <p class="organisation">${organisation.map((/** @type {string} */ line) => html`<span>${line}</span> `)}</p>
      <h2>${title_lines.map((/** @type {string} */ line) => html`<span>${line}</span> `)}</h2>
      <p class="place">${[date_line, place].filter(Boolean).join(' · ')}</p>
    </header>`;
};

function invitation() {
  const { phase, reception_time: time } = view.value ?? {};
  if (!phase) return say('kiosk.loading');
  if (overdue.value) return say('kiosk.idle.overdue');
  if (phase === 'preparing') return say('kiosk.idle.not_open', { time });
  if (phase === 'closed') return say('kiosk.idle.closed');
  return say(direction() === 'out' ? 'kiosk.idle.invite_out' : 'kiosk.idle.invite');
}

const WAYS = /** @type {const} */ (['in', 'out']);

// Going out is chosen for one badge; whoever comes next comes in.
const Ways = () => html`
  <div class="ways" role="group" aria-label=${say('kiosk.idle.ways')}>
    ${WAYS.map((way) => html`
      <button type="button" data-way=${way} aria-pressed=${heading.value === way}
        onClick=${() => head(way)}>${say(`kiosk.idle.way_${way}`)}</button>`)}
  </div>`;

let back = 0;

function head(/** @type {'in' | 'out'} */ way) {
  clearTimeout(back);
  heading.value = way;
  back = window.setTimeout(() => (heading.value = 'in'), CHOICE_MS);
}

const help = () => (view.value?.phase === 'closed'
  ? [say('kiosk.idle.closed_help')]
  : [say('kiosk.idle.no_code'), say('kiosk.idle.no_code_help')]);

const Frame = (/** @type {{video: import('preact').RefObject<HTMLVideoElement>}} */ { video }) => html`
  <div class=${camera.value === 'on' ? 'frame frame--seeing' : 'frame'}>
    <video ref=${video} muted playsinline></video>
    <${Code} />
    <svg class="corners" viewBox="0 0 100 100" aria-hidden="true">
      <path d="M3 24V9a6 6 0 0 1 6-6h15M76 3h15a6 6 0 0 1 6 6v15M97 76v15a6 6 0 0 1-6 6H76M24 97H9a6 6 0 0 1-6-6V76" />
    </svg>
    <i class="sweep"></i>
  </div>`;

// The outline of a QR code: three finders and some modules; it carries nothing.
const Code = () => html`
  <svg class="code" viewBox="0 0 25 25" aria-hidden="true">
    ${[[0, 0], [18, 0], [0, 18]].map(([x, y]) => html`
      <g transform=${`translate(${x} ${y})`}>
        <rect x=".5" y=".5" width="6" height="6" rx="1.2" class="finder" />
        <rect x="2" y="2" width="3" height="3" rx=".6" />
      </g>`)}
    <path d="M9 0h2v2H9zM13 0h3v1h-2v2h-2V2h1zM9 4h1v3H9zM12 4h2v1h2v2h-3V6h-1zM0 9h3v1H1v2H0zM5 9h2v2h2v2H7v-1H5zM11 9h4v2h-1v2h-2v-2h-1zM17 9h2v3h-2zM21 9h4v2h-2v1h-2zM0 14h2v2H0zM4 13h2v3H4zM9 15h2v2H9zM13 14h3v1h-1v2h-2zM18 14h3v1h1v3h-2v-2h-2zM23 13h2v3h-2zM9 19h1v3H9zM12 19h3v2h-1v1h-2zM10 23h3v2h-3zM17 18h1v3h3v1h-4zM15 23h2v2h-2zM20 23h3v2h-3zM23 19h2v3h-2z" />
  </svg>`;

const Keys = () => html`
  <svg class="keys" viewBox="0 0 24 24" aria-hidden="true">
    ${[4, 10, 16].flatMap((y) => [4, 10, 16].map((x) => html`<rect x=${x} y=${y} width="4" height="4" rx="1.2" />`))}
  </svg>`;
