// Who this page is: a one-time key from the link, a cookie from the server, or a paired device's token.

// A device's token belongs to its address: one browser may be two screens and a kiosk.
const device = () => `hall.device ${location.pathname}${location.search}`;
const SESSION = 'hall.session';
const HOME = '/display/console.html';

/** @typedef {{id?: string, role: string, name: string, audience?: string}} Session */

/** The token of this paired device, if it is one. */
export const deviceToken = () => localStorage.getItem(device());

/** Keep the token this device was paired with. */
export const keepDeviceToken = (/** @type {string} */ token) => localStorage.setItem(device(), token);

/** The session this browser signed in with last, or null. The cookie itself is out of reach. */
export function rememberedSession() {
  const kept = localStorage.getItem(SESSION);
  return kept ? /** @type {Session} */ (JSON.parse(kept)) : null;
}

/**
 * Use up what the link's fragment carries (`#key=` one-time sign-in, `#token=` a device's own),
 * so that neither stays in the address bar or the history.
 * @returns {Promise<Session | null>}
 */
export async function enter() {
  const fragment = new URLSearchParams(location.hash.slice(1));
  if (fragment.size) history.replaceState(null, '', location.pathname + location.search);
  const token = fragment.get('token');
  if (token) keepDeviceToken(token);
  const key = fragment.get('key');
  if (key) await signIn({ key }).catch(() => null);
  return rememberedSession();
}

/**
 * Sign in with `{name, pin}` or `{key}`; throws the server's refusal.
 * @param {{key: string} | {name: string, pin: string}} proof
 * @returns {Promise<Session>}
 */
export async function signIn(proof) {
  const answer = await fetch('/api/v1/session', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(proof),
  });
  const body = await answer.json();
  if (!answer.ok) throw body;
  const { token, ...session } = body;
  if (session.role === 'kiosk' || session.role === 'screen') keepDeviceToken(token);
  else localStorage.setItem(SESSION, JSON.stringify(session));
  return session;
}

/** Leave for the sign-in page, to come back here afterwards. */
export function toSignIn() {
  const next = encodeURIComponent(location.pathname + location.search);
  location.replace(`/display/sign-in.html?next=${next}`);
}

/** Where the sign-in page goes afterwards: only ever to a page of this house. */
export function destination(/** @type {string} */ query, /** @type {string} */ origin) {
  const next = new URL(new URLSearchParams(query).get('next') ?? HOME, origin);
  return next.origin === origin ? next.pathname + next.search : HOME;
}
