// Opening a desk's page: who is it, in which language, on which line; then keys and pictures.
import { h, render } from 'preact';
import { connect } from '../shared/live.js';
import { enter, toSignIn } from '../shared/session.js';
import { loadTexts, t } from '../shared/text.js';
import { stayAwake } from '../shared/wake.js';
import { doKey } from './actions.js';
import { attend } from './attend.js';
import { Desk } from './desk.js';
import { listen } from './keys.js';

/**
 * Open the page of `audience`, drawn by `Page`; `keys` are the meanings it listens to (all, if not given).
 * @param {string} audience
 * @param {any} Page
 * @param {string[]} [keys]
 */
export async function openPage(audience, Page, keys) {
  const session = await enter();
  if (!session) return toSignIn();
  await loadTexts(new URLSearchParams(location.search).get('lang') ?? undefined);
  const desk = new Desk((name, args, expects) => line.command(name, args, expects));
  const line = attend(desk, connect, audience);
  desk.session.value = session;
  stayAwake();
  listen((meaning, held) => (!keys || keys.includes(meaning)) && doKey(desk, meaning, held));
  draw(desk, Page);
}

/** Draw the page; in another language it is drawn afresh. */
function draw(/** @type {Desk} */ desk, /** @type {any} */ Page) {
  const place = /** @type {HTMLElement} */ (document.getElementById('page'));
  document.title = t(Page.title);
  render(null, place);
  render(h(Page, { desk, onLanguage: () => draw(desk, Page) }), place);
}
