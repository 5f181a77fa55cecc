// SHA-256 of short texts, for looking a badge up in the roster: browsers keep their own from plain http.
// What is secret was made by the server; tests compare it with Node's.

const WORD = 2 ** 32;
const BLOCK = 64;
const PRIMES = Array.from({ length: 312 }, (_, n) => n).filter(isPrime);
// The state before the first block.
const FIRST = Uint32Array.from(PRIMES.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));
const ROUNDS = Uint32Array.from(PRIMES, (prime) => fraction(Math.cbrt(prime)));

/** The SHA-256 of `bytes`, as hexadecimal digits. */
export function sha256(/** @type {Uint8Array} */ bytes) {
  const padded = pad(bytes);
  const state = Uint32Array.from(FIRST);
  for (let at = 0; at < padded.length; at += BLOCK) mix(state, new DataView(padded.buffer, at, BLOCK));
  return Array.from(state, (word) => word.toString(16).padStart(8, '0')).join('');
}

function pad(/** @type {Uint8Array} */ bytes) {
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / BLOCK) * BLOCK);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  new DataView(padded.buffer).setUint32(padded.length - 4, bytes.length * 8);
  return padded;
}

// Mix one block of 64 bytes into `state`.
function mix(/** @type {Uint32Array} */ state, /** @type {DataView} */ block) {
  const words = expand(block);
  let [a, b, c, d, e, f, g, h] = /** @type {Eight} */ (/** @type {unknown} */ (state));
  words.forEach((word, round) => {
    const one = h + big(e, 6, 11, 25) + ((e & f) ^ (~e & g)) + at(ROUNDS, round) + word;
    const two = big(a, 2, 13, 22) + ((a & b) ^ (a & c) ^ (b & c));
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  });
  [a, b, c, d, e, f, g, h].forEach((word, n) => (state[n] = at(state, n) + word));
}

function expand(/** @type {DataView} */ block) {
  const words = new Uint32Array(BLOCK);
  for (let n = 0; n < BLOCK; n += 1) {
    words[n] = n < 16 ? block.getUint32(n * 4) : at(words, n - 16) + small(at(words, n - 15), 7, 18, 3)
      + at(words, n - 7) + small(at(words, n - 2), 17, 19, 10);
  }
  return words;
}

const big = (/** @type {number} */ word, /** @type {number} */ one, /** @type {number} */ two, /** @type {number} */ three) =>
  turn(word, one) ^ turn(word, two) ^ turn(word, three);
const small = (/** @type {number} */ word, /** @type {number} */ one, /** @type {number} */ two, /** @type {number} */ shift) =>
  turn(word, one) ^ turn(word, two) ^ (word >>> shift);
const turn = (/** @type {number} */ word, /** @type {number} */ by) => (word >>> by) | (word << (32 - by));
const at = (/** @type {Uint32Array} */ words, /** @type {number} */ index) => words[index] ?? 0;

/** @typedef {[number, number, number, number, number, number, number, number]} Eight */

// The algorithm's constants are the first bits behind the point of the roots of the first primes.
function fraction(/** @type {number} */ root) {
  return (root % 1) * WORD;
}

function isPrime(/** @type {number} */ n) {
  for (let by = 2; by * by <= n; by += 1) if (n % by === 0) return false;
  return n > 1;
}
