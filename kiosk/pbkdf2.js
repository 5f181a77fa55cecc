// PBKDF2-HMAC-SHA256 of a PIN: by the browser where the page is secure, otherwise by this page itself.
import { FIRST, mix, sha256 } from './sha256.js';

const BLOCK = 64;
const BYTES = 32;
const BREATH = 4_000; // rounds between two breaths of the page

const bytesOf = (/** @type {string} */ hex) =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const hexOf = (/** @type {Uint8Array} */ bytes) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * The hexadecimal digits of the stretched `pin`.
 * @param {string} pin
 * @param {string} salt in hexadecimal digits
 * @param {number} rounds
 */
export function stretch(pin, salt, rounds) {
  const secret = new TextEncoder().encode(pin);
  return globalThis.crypto?.subtle
    ? byBrowser(secret, bytesOf(salt), rounds)
    : byPage(secret, bytesOf(salt), rounds);
}

async function byBrowser(/** @type {Uint8Array} */ secret, /** @type {Uint8Array} */ salt, /** @type {number} */ rounds) {
  const key = await crypto.subtle.importKey('raw', /** @type {any} */ (secret), 'PBKDF2', false, ['deriveBits']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt: /** @type {any} */ (salt), iterations: rounds };
  return hexOf(new Uint8Array(await crypto.subtle.deriveBits(how, key, BYTES * 8)));
}

/** The same without the browser's help. */
export async function byPage(/** @type {Uint8Array} */ secret, /** @type {Uint8Array} */ salt, /** @type {number} */ rounds) {
  const seal = keyed(secret);
  let link = seal(Uint8Array.from([...salt, 0, 0, 0, 1]));
  const whole = link.slice();
  for (let round = 1; round < rounds; round += 1) {
    link = seal(link);
    for (let n = 0; n < BYTES; n += 1) whole[n] = /** @type {number} */ (whole[n]) ^ /** @type {number} */ (link[n]);
    if (round % BREATH === 0) await new Promise((resolve) => setTimeout(resolve));
  }
  return hexOf(whole);
}

/** HMAC-SHA256 under one key, of messages that fit into a block. */
function keyed(/** @type {Uint8Array} */ secret) {
  const key = secret.length > BLOCK ? bytesOf(sha256(secret)) : secret;
  const [inner, outer] = [0x36, 0x5c].map((pad) => opened(key, pad));
  return (/** @type {Uint8Array} */ message) =>
    closed(/** @type {Uint32Array} */ (outer), closed(/** @type {Uint32Array} */ (inner), message));
}

function opened(/** @type {Uint8Array} */ key, /** @type {number} */ pad) {
  const state = Uint32Array.from(FIRST);
  const block = Uint8Array.from({ length: BLOCK }, (_, n) => (key[n] ?? 0) ^ pad);
  mix(state, new DataView(block.buffer));
  return state;
}

function closed(/** @type {Uint32Array} */ from, /** @type {Uint8Array} */ message) {
  const state = from.slice();
  const block = new Uint8Array(BLOCK);
  block.set(message);
  block[message.length] = 0x80;
  const view = new DataView(block.buffer);
  view.setUint32(BLOCK - 4, (BLOCK + message.length) * 8);
  mix(state, view);
  const bytes = new Uint8Array(BYTES);
  const out = new DataView(bytes.buffer);
  state.forEach((word, n) => out.setUint32(n * 4, word));
  return bytes;
}
