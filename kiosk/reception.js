// The reception desk: signs in, connects, listens to the scanner and draws the page.
import { effect } from '@preact/signals';
import { html } from 'htm/preact';
import { render } from 'preact';
import { newId } from '../display/shared/id.js';
import { connect } from '../display/shared/live.js';
import { deviceToken, enter, toSignIn } from '../display/shared/session.js';
import { chooseLanguage, language, loadTexts, t } from '../display/shared/text.js';
import { ask, byRequest, bySocket } from './ask.js';
import { App } from './reception/app.js';
import { Desk } from './reception/desk.js';
import { dismissAtServer, letInAtServer } from './reception/gate.js';
import { lockAtServer, placeAtServer } from './reception/kiosks.js';
import { printingAtServer } from './reception/labels.js';
import { findAtServer } from './reception/search.js';
import { Wedge } from './wedge.js';

const SIGN_IN = new Set(['not_signed_in', 'not_allowed']);
// On a phone the columns stand one below the other, and a focused field brings its keyboard up.
const phone = matchMedia('(max-width: 60rem)');
const place = /** @type {HTMLElement} */ (document.getElementById('reception'));
const asked = new URLSearchParams(location.search).get('lang') ?? undefined;

async function open() {
  // A person who has signed in goes before the token this browser may hold as a device.
  const session = await enter();
  const token = session ? null : deviceToken();
  if (!session && !token) return toSignIn();
  await loadTexts(asked);
  return start(token);
}

function start(/** @type {string | null} */ token) {
  const live = connect({
    as: 'reception',
    token,
    onView: (view) => desk.seen(view),
    onState: (link) => (desk.link.value = link),
    onRefused: ({ code = '' }) => SIGN_IN.has(code) && toSignIn(),
  });
  const roads = [bySocket(live), byRequest(() => token)];
  const desk = new Desk({
    find: findAtServer(token),
    command: (name, args) => live.command(name, args),
    scan: (code) => ask({ id: newId(), code }, roads),
    letIn: letInAtServer(token),
    dismiss: dismissAtServer(token),
    lock: lockAtServer(token),
    place: placeAtServer(token),
    printing: printingAtServer(token),
    hasKeys: () => !phone.matches,
    now: () => live.clock.now(),
  });
  new Wedge({
    onScan: (scan) => (scan.kind === 'code' ? desk.scan(scan.code) : desk.foreign()),
  }).start();
  document.addEventListener('keydown', (event) => event.key === 'Escape' && leave(desk));
  effect(() => {
    if (desk.remark.value?.kind === 'done' && !desk.questions.peek().length) queueMicrotask(backToSearch);
  });
  effect(() => {
    if (desk.turn.value) requestAnimationFrame(toCard);
  });
  draw(desk);
}

/** Draw the page; in another language it is drawn afresh. */
function draw(/** @type {Desk} */ desk) {
  const inOther = async () => {
    await chooseLanguage(language() === 'vi' ? 'en' : 'vi');
    draw(desk);
  };
  document.title = t('reception.page');
  render(null, place);
  render(html`<${App} desk=${desk} onLanguage=${inOther} />`, place);
  focusWhenThere();
}

function focusWhenThere() {
  if (phone.matches) return;
  const search = searchBox();
  if (search) search.focus();
  else requestAnimationFrame(focusWhenThere);
}

/** Questions that nobody can answer now wait in the list. */
function leave(/** @type {Desk} */ desk) {
  desk.asking.value = null;
  backToSearch();
}

function backToSearch() {
  if (phone.matches) return;
  searchBox()?.focus();
  searchBox()?.select();
}

/** Whoever was chosen, wherever on a phone's long page that was, is what it shows. */
function toCard() {
  if (!phone.matches) return;
  searchBox()?.blur();
  document.querySelector('.finder')?.scrollIntoView();
}

const searchBox = () => /** @type {HTMLInputElement | null} */ (document.getElementById('search'));

open();
