// A wall screen: connects by its role and name, shows every view, and tells the server what it has painted.
import { Bridge } from './scenes/bridge.js';
import { unpaired } from './scenes/over.js';
import { fonts, put } from './scenes/paint.js';
import { Still } from './scenes/still.js';
import { isSoft } from './scenes/swap.js';
import { Wall } from './scenes/wall.js';
import { connect } from './shared/live.js';
import { frameAt } from './shared/on-time.js';
import { Playback } from './shared/playback.js';
import { pairWhile } from './shared/pairing.js';
import { Reload } from './shared/reload.js';
import { deviceToken, enter, keepDeviceToken } from './shared/session.js';
import { loadTexts } from './shared/text.js';
import { stayAwake } from './shared/wake.js';

/** @typedef {import('./shared/live.js').View} View */

const TICK = 100; // ms, on the server's clock, so that every wall turns its digits together
const TRY_AGAIN = 2_000; // ms
const TURNED_AWAY = new Set(['not_signed_in', 'not_allowed', 'unknown_screen']);
const HIDDEN = ['contextmenu', 'selectstart', 'dragstart', 'wheel', 'error', 'unhandledrejection'];

const FILM = /** @type {any} */ ({ scene: { code: 'SC11' } });
const TECHNICIANS = new Set(['F11', 'F12', 'Escape']); // every other key does nothing on a wall

const asked = new URLSearchParams(location.search);
const name = asked.get('name') ?? undefined;
const [stage, over] = [element('wall'), element('over')];
const film = /** @type {HTMLVideoElement} */ (element('film'));
const still = new Still(/** @type {HTMLCanvasElement} */ (element('still')));
const bridge = new Bridge(film, still);
const wall = new Wall({ stage, over, onMended: tellPainted });
const edition = document.documentElement.dataset.edition ?? '';
const reload = new Reload(edition);

let role = asked.get('role') ?? 'hall';
/** @type {import('./shared/live.js').Connection} */
let live;
/** @type {View | null} */
let view = null;
let isAsking = false;
let isLeaving = false;
let isBack = true; // from a line that was down, with nothing painted since
const playback = new Playback(film, {
  clock: { now: () => live.clock.now() },
  tell: (event, payload) => live?.emit(event, payload),
  onRenewal: () => bridge.build(),
});

function element(/** @type {string} */ id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

function join() {
  document.body.dataset.role = role;
  live?.close();
  isBack = true;
  live = connect({
    as: role,
    screen: name,
    token: deviceToken(),
    onView: apply,
    onRefused: turnedAway,
    onArrive: () => playback.report(),
    onState: (state) => (isBack ||= state !== 'live'),
  });
}

async function apply(/** @type {View} */ told) {
  const incoming = isBack ? cut(told) : told;
  view = incoming;
  isAsking = false;
  if (reload.isDue(incoming)) loadAgain();
  fitIn(incoming);
  if (incoming.screen && incoming.screen.role !== role) return takeRole(incoming.screen.role);
  keepFrame(incoming);
  if (endsFilm(incoming)) bridge.leave();
  playback.follow(incoming.media);
  revealFilm();
  if (await wall.show(behindStill(incoming), role, live.clock.now(), () => frameAt(incoming.paint_at, live.clock))) {
    isBack = false;
    revealFilm();
    if (!isHeld(incoming) && !bridge.stands) still.drop(isSoft(FILM, { scene: incoming.scene, view: incoming, now: 0 }));
    tellPainted(incoming);
  }
}

// Only once the page can be had: a wall whose server is away at that moment would show the browser's own words.
async function loadAgain() {
  if (isLeaving) return;
  isLeaving = true;
  const isThere = () => fetch(location.href, { cache: 'no-store' }).then(({ ok }) => ok, () => false);
  while (!(await isThere()) || view?.scene.code === 'SC05') await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN));
  location.reload();
}

function takeRole(/** @type {string} */ wanted) {
  role = wanted;
  join();
}

// The film is seen for as long as its scene is what the wall has painted, whatever the newest view wants next.
function revealFilm() {
  film.style.visibility = wall.painted === 'SC11' && playback.isVisible ? 'visible' : 'hidden';
}

// A view that holds the picture, or ends the film: the hall goes on seeing its last frame.
function keepFrame(/** @type {View} */ incoming) {
  if (film.style.visibility !== 'visible' || still.isUp) return;
  if (isHeld(incoming) || endsFilm(incoming)) still.take(film);
}

const endsFilm = (/** @type {View} */ { scene, media }) => scene.code !== 'SC11' || !playback.goesOn(media);

// Behind a still the next picture needs no dissolve: the still has it.
const behindStill = (/** @type {View} */ incoming) => (still.isUp ? cut(incoming) : incoming);

/** @returns {View} */
const cut = (/** @type {View} */ whole) => ({ ...whole, scene: { ...whole.scene, transition: 'cut' } });

const isHeld = (/** @type {View} */ { screen }) => screen?.mode === 'hold';

// The second frame after a change is the first that can be on the glass.
function tellPainted(of = /** @type {View} */ (view)) {
  requestAnimationFrame(() => requestAnimationFrame(() => live.emit('shown', painted(of.version))));
}

// What this wall says it has painted, and how it is.
const painted = (/** @type {number} */ version) => ({
  version,
  scene: wall.painted,
  rtt: live.clock.rtt,
  drawn_ms: wall.took,
  width: innerWidth,
  height: innerHeight,
  edition,
  incomplete: wall.isIncomplete,
});

// What the device cuts off stays empty, picture and all; within the safe area stands the text alone.
function fitIn(/** @type {View} */ { screen, scene }) {
  document.body.dataset.scene = scene.code;
  const edges = { '--overscan': `${screen?.overscan ?? 0}%`, '--safe': `${screen?.safe_area || ''}` };
  const { style } = document.body;
  if (Object.entries(edges).every(([edge, wide]) => style.getPropertyValue(edge) === wide)) return;
  for (const [edge, wide] of Object.entries(edges)) style.setProperty(edge, wide);
  wall.resize(live.clock.now());
}

// Whoever may not come in is let in at the desk; only the server's own no ends a picture, never a lost line.
function turnedAway(/** @type {{code?: string}} */ { code = '' }) {
  if (view && TURNED_AWAY.has(code)) standBy(view);
  return view && !TURNED_AWAY.has(code) ? undefined : askToBeLetIn();
}

function standBy(/** @type {View} */ last) {
  const { screen } = last;
  view = { ...last, scene: { code: 'SC00', transition: 'cut' }, screen: { ...screen, identify_until: null }, message: null };
  keepFrame(view);
  bridge.leave();
  playback.follow(null);
  fitIn(view);
  wall.show(view, 'hall', live.clock.now()).then(() => {
    revealFilm();
    still.drop(false);
  });
}

// A wall that has shown a picture shows no digits: they stand on the console as well.
async function askToBeLetIn() {
  if (isAsking) return;
  isAsking = true;
  if (!view) put(over, unpaired(), 0);
  const pairing = await pairWhile(
    { kind: 'screen', role },
    (code) => !view && put(over, unpaired(code), 0),
    () => isAsking,
  );
  isAsking = false;
  if (!pairing) return;
  keepDeviceToken(pairing.token);
  takeRole(pairing.role ?? role);
}

function tick() {
  setTimeout(tick, TICK - (live.clock.now() % TICK));
  wall.tick(live.clock.now());
}

async function texts() {
  await loadTexts('vi', ['scenes']).catch(() => new Promise((resolve) => setTimeout(resolve, TRY_AGAIN)).then(texts));
}

for (const event of ['loadeddata', 'playing', 'emptied']) film.addEventListener(event, revealFilm);
for (const event of ['playing', 'seeked', 'canplay']) {
  film.addEventListener(event, () => view && bridge.cross(view.media?.state, isHeld(view)));
}
window.addEventListener('keydown', (key) => {
  if (!TECHNICIANS.has(key.key)) key.preventDefault();
});
for (const event of HIDDEN) window.addEventListener(event, (one) => one.preventDefault(), { passive: false });
window.addEventListener('resize', () => wall.resize(live?.clock.now() ?? 0));
document.body.dataset.role = role;
stayAwake();
await Promise.all([texts(), fonts(), enter()]);
join();
tick();
