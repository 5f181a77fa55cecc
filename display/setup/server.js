// The server from here: what it offers, whether this device trusts it, and where its secure page is.
import { server, trusted } from './state.js';

const ANSWER_WITHIN = 4_000; // ms

/** What the server says of itself. */
export async function learn() {
  const answer = await fetch('/setup/server.json', { cache: 'no-store' }).catch(() => null);
  if (answer?.ok) return /** @type {Promise<import('./state.js').Server>} */ (answer.json());
  return { tls: isHttps(), addresses: [], root: null };
}

/** Whether the page came over a secure line. */
export const isHttps = () => location.protocol === 'https:';

/** Whether this is the plain page of a server that has secure ones. */
export const isPorch = (/** @type {import('./state.js').Server | null} */ facts) => Boolean(facts?.tls) && !isHttps();

/** Whether this device trusts the server's certificate: a secure call tells. */
export async function isTrusted(/** @type {import('./state.js').Server | null} */ facts) {
  if (isHttps() || !facts?.tls) return isHttps();
  const asked = { mode: /** @type {const} */ ('no-cors'), cache: /** @type {const} */ ('no-store') };
  const signal = AbortSignal.timeout(ANSWER_WITHIN);
  return fetch(`${secure()}/healthz`, { ...asked, signal }).then(() => true, () => false);
}

/** The page this device was on its way to, secure; the set-up page, if it was on its way nowhere. */
export function secureAddress() {
  const to = wanted();
  const address = new URL(to ?? '/setup', secure());
  const isOurs = address.origin === secure();
  return (isOurs ? address.href : `${secure()}/setup`) + location.hash;
}

/** Go on to where this device was led away from, once it can. */
export function goOnIfTrusted() {
  if (isPorch(server.value) && trusted.value && wanted()) location.replace(secureAddress());
}

const wanted = () => new URLSearchParams(location.search).get('to');

const secure = () => `https://${location.host}`;
