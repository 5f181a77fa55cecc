// Ids made where the act happens; `crypto.randomUUID` is missing on plain http, random bytes are not.

/** @returns {string} a version 4 UUID */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (at(bytes, 6) & 0x0f) | 0x40;
  bytes[8] = (at(bytes, 8) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const at = (/** @type {Uint8Array} */ bytes, /** @type {number} */ index) => bytes[index] ?? 0;
