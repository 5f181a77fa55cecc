// The self-service kiosk: three ways in (scanner, keypad, camera), one door, one screen.
import { effect, untracked } from '@preact/signals';
import { argon2Verify } from 'hash-wasm';
import { html } from 'htm/preact';
import { createRef, render } from 'preact';
import { newId } from '../display/shared/id.js';
import { connect } from '../display/shared/live.js';
import { pairWhile } from '../display/shared/pairing.js';
import { deviceToken, enter, keepDeviceToken } from '../display/shared/session.js';
import { language, loadTexts, t } from '../display/shared/text.js';
import { stayAwake } from '../display/shared/wake.js';
import { Answer } from './answer.js';
import { Camera } from './camera.js';
import { Chime } from './chime.js';
import { NOTHING } from './dial.js';
import { Door } from './door.js';
import { fence, leaveFor } from './fence.js';
import { tellHealth } from './health.js';
import { Idle } from './idle.js';
import { Keeper } from './keeper.js';
import { Keypad } from './keypad.js';
import { Lock } from './lock.js';
import { Staff } from './staff.js';
import { Standby } from './standby.js';
import * as state from './state.js';
import { Status } from './status.js';
import { Typing } from './typing.js';
import { Unpaired } from './unpaired.js';
import { Wedge } from './wedge.js';

const TICK_MS = 1_000;
const LANGUAGE_STAYS_MS = 30_000;
const SETTLED_MS = 1_500;
const TEXTS_AGAIN_MS = 1_000;
const NOT_KNOWN = new Set(['not_signed_in', 'not_allowed']);
const asked = new URLSearchParams(location.search);
const homeLanguage = asked.get('lang') ?? 'vi';

const video = /** @type {import('preact').RefObject<HTMLVideoElement>} */ (createRef());
const chime = new Chime();
let languageTimer = 0;
let dialledLast = NOTHING;
const camera = new Camera({
  video: () => /** @type {HTMLVideoElement} */ (video.current),
  onSight: (sight) => {
    if ('code' in sight) read(sight.code, 'camera');
    // What stands in sight by the way takes no pad away from somebody who types.
    else if ('foreign' in sight && !state.isPadOpen()) door.foreign(sight.foreign, 'camera');
  },
  onState: (seen) => (state.camera.value = seen),
});
camera.wake();

await Promise.all([speakAtLast(homeLanguage), enter()]);
const standby = new Standby({
  name: `hall.kiosk ${location.pathname}${location.search}`,
  page: newId(),
  emit: (event, payload) => live.emit(event, payload),
  token: deviceToken,
  now: () => live.clock.now(),
  onCount: (waiting, elsewhere) => {
    state.waiting.value = waiting;
    state.elsewhere.value = elsewhere;
  },
  onStorage: (works) => (state.storage.value = works),
  onRefused: askToBeLetIn,
});
const guard = new Lock({ store: standby.store, verify: argon2Verify, now: Date.now, newId });
await guard.load();
const keeper = new Keeper(isAtRest, () => leaveFor(() => location.reload()));
state.view.value = await standby.start();
const live = connect({
  as: 'kiosk',
  token: deviceToken(),
  onView: seen,
  onState: linked,
  onRefused: ({ code = '' }) => NOT_KNOWN.has(code) && askToBeLetIn(),
});
const tell = tellHealth((event, health) => live.emit(event, health), feel);
const door = new Door({
  ask: (scan) => standby.ask(scan),
  tell: (kind) => standby.ask({ id: newId(), code: '', foreign: kind }),
  known: (code) => standby.roster.known(code),
  newScan,
  words: () => ({
    t, timeOf: state.timeOf, opensAt: state.view.value?.reception_time ?? '', isOverdue: state.overdue.value,
  }),
  show: (scene) => {
    if (scene.state === 'verdict') state.heading.value = 'in';
    state.scene.value = scene;
    if (scene.screen?.verdict === 'misdialled') dialAgain();
  },
  // A kiosk that is not let in sends everybody to the desk: it keeps the scan, and welcomes nobody.
  play: (sound) => !state.unpaired.value && chime.play(sound),
});
const typing = new Typing({ onNumber: typed, onNothing: () => door.notRecognised(), onClose: closeKeypad });
const wedge = new Wedge({
  onScan: (scan) => (scan.kind === 'code' ? read(scan.code, 'scanner') : door.foreign(scan.what, 'scanner')),
  onReading: () => door.reading(),
  onTyped: (key) => state.isTypedFor() && typing.press(key, performance.now()),
});

render(html`<${Page} />`, document.body);
camera.start();
wedge.start();
stayAwake();
watchPage();
fence();
// Keeping the page fetches all of it once more: not while the camera looks for its first code.
setTimeout(() => keeper.start(), SETTLED_MS);

function Page() {
  const { view, unpaired, keypad, scene } = state;
  return html`
    <div class="page" lang=${state.spoken.value} aria-busy=${!view.value}>
      <${Idle} video=${video} />
      <${Status} onLanguage=${changeLanguage} />
      ${keypad.value && scene.value.state === 'idle' && html`
        <${Keypad} onNumber=${typed} onClose=${closeKeypad} />`}
      <${Staff} guard=${guard} onLeft=${tellLeaving} />
      <${Answer} />
      ${unpaired.value && html`<${Unpaired} />`}
    </div>`;
}

/** @returns {import('./ask.js').CheckIn} */
function newScan(/** @type {string} */ code) {
  const direction = asked.get('direction') ?? state.direction();
  return { id: newId(), code, ...(direction === 'out' && { direction }) };
}

/** @type {import('../display/shared/live.js').Options['onView']} */
function seen(view) {
  state.view.value = view;
  state.unpaired.value = false;
  standby.seen(view).then(tell);
}

function linked(/** @type {'live' | 'late' | 'lost'} */ link) {
  state.link.value = link;
  if (link !== 'live') return;
  standby.online();
  tellLeaving();
  keeper.refresh();
}

/** Nobody has let this machine in, or nobody does any more: it asks, and keeps its scans, no names. */
async function askToBeLetIn() {
  if (state.unpaired.value) return;
  state.unpaired.value = true;
  standby.roster.forget().catch(() => {});
  const device = { kind: 'kiosk', holds: await standby.outbox.count().catch(() => 0) };
  const showCode = (/** @type {string} */ code) => (state.code.value = code);
  const pairing = await pairWhile(device, showCode, () => state.unpaired.value);
  if (!pairing) return;
  keepDeviceToken(pairing.token);
  leaveFor(() => location.reload());
}

function feel() {
  standby.outbox.count().catch(() => {});
  return {
    waiting: state.waiting.value,
    elsewhere: state.elsewhere.value,
    roster_version: standby.roster.version,
    roster_age_s: standby.roster.ageS,
    camera: state.camera.value,
    storage: state.storage.value,
    ...(state.lock.value && { page: pageIs() }),
  };
}

/** Whether a locked page is held, left by staff, or held but not filling the screen. */
function pageIs() {
  if (!state.held.value) return 'left';
  return state.bare.value ? 'bare' : 'held';
}

/** Somebody has left the page: the server hears of it, now or when it is there again. */
function tellLeaving() {
  guard.report((event, payload) => live.emit(event, payload));
  tell();
}

/** Whether the page could be opened afresh without anybody noticing. */
async function isAtRest() {
  const isQuiet = state.scene.value.state === 'idle' && !state.keypad.value && state.staff.value === 'away';
  return isQuiet && (await standby.outbox.count().catch(() => 0)) === 0;
}

function read(/** @type {string} */ code, /** @type {import('./repeats.js').Source} */ source) {
  closeKeypad();
  if (state.staff.value === 'asked') state.staff.value = 'away';
  door.scanned(code, source);
}

function typed(/** @type {string} */ number) {
  dialledLast = state.dialled.value;
  read(number, 'keypad');
}

/** Under the verdict the keypad stands as it was, to be mended. */
function dialAgain() {
  state.dialled.value = dialledLast;
  state.keypad.value = true;
}

function closeKeypad() {
  state.keypad.value = false;
  state.dialled.value = NOTHING;
  typing.forget();
}

async function speak(/** @type {string} */ lang) {
  await loadTexts(lang);
  state.spoken.value = lang;
  document.title = t('kiosk.page');
}

/** The catalogue may be out of reach while the server starts again; a kiosk waits for it. */
async function speakAtLast(/** @type {string} */ lang) {
  while (!(await speak(lang).then(() => true, () => false))) {
    await new Promise((resolve) => setTimeout(resolve, TEXTS_AGAIN_MS));
  }
}

/** The language changes for the person standing here, and goes back by itself. */
async function changeLanguage() {
  clearTimeout(languageTimer);
  await speak(language() === 'vi' ? 'en' : 'vi');
  languageTimer = window.setTimeout(() => speak(homeLanguage), LANGUAGE_STAYS_MS);
}

function watchPage() {
  effect(() => {
    document.body.dataset['state'] = state.unpaired.value ? 'unpaired' : state.scene.value.state;
  });
  effect(() => {
    if (state.lock.value && pageIs()) untracked(tell);
  });
  for (const event of ['pointerdown', 'keydown']) addEventListener(event, () => chime.wake());
  // A button that keeps the focus would be pressed by the next scanner's Enter.
  addEventListener('click', () => /** @type {HTMLElement} */ (document.activeElement).blur());
  addEventListener('contextmenu', (event) => event.preventDefault());
  for (const event of ['focus', 'blur']) {
    addEventListener(event, () => (state.focused.value = document.hasFocus()));
  }
  state.focused.value = document.hasFocus();
  setInterval(() => (state.now.value = live.clock.now()), TICK_MS);
}
