// Keeps a desk on the line: views, the state of the connection and the server's clock arrive here.
import { toSignIn } from '../shared/session.js';
import { spoken } from './gate.js';

/** @typedef {import('./desk.js').Desk} Desk */
/** @typedef {import('./types.js').LineState} LineState */

const TICK = 250; // ms between looks at the clock; the page moves once a second

/**
 * Connect `desk` as `audience`; returns the connection.
 * @param {Desk} desk
 * @param {typeof import('../shared/live.js').connect} connect
 * @param {string} audience
 */
export function attend(desk, connect, audience) {
  const line = connect({
    as: audience,
    onView: (view) => {
      desk.view.value = view;
      desk.renew();
    },
    onState: (state) => {
      heard(desk, state, line?.clock.now() ?? Date.now());
      if (state === 'lost') line?.forget();
    },
    onRefused: (refusal) => refused(desk, refusal),
  });
  setInterval(() => (desk.now.value = Math.floor(line.clock.now() / 1000) * 1000), TICK);
  return line;
}

/** Nobody knows this browser (any more): sign in. Somebody who may not be here is told so. */
function refused(/** @type {Desk} */ desk, /** @type {any} */ refusal) {
  if (refusal.code === 'not_signed_in') toSignIn();
  else desk.turnedAway.value = spoken(refusal);
}

/** The line was lost a while ago already: what was heard last counts. */
function heard(/** @type {Desk} */ desk, /** @type {LineState} */ state, /** @type {number} */ now) {
  if (state === 'late' || (state === 'lost' && desk.line.value === 'live')) desk.lostAt.value = now;
  desk.line.value = state;
}
