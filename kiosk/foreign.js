// What is no code of ours: which kind it seems to be, and when the help desk hears of it.

/** So much of a text tells its kind; no more of it is ever held. */
export const HEAD = 16;
/** A damaged code or two badges at once: mostly the next try puts it right. */
const MISREAD = new Set(['damaged', 'several']);
const TRIED_AGAIN_MS = 30_000;
const QUIET_MS = 60_000;
/** @type {[string, RegExp][]} */
const KINDS = [
  ['address', /^(?:https?:|www\.)/],
  ['wifi', /^wifi:/],
  ['contact', /^(?:begin:vcard|mecard:)/],
  ['citizen_card', /^\d{12}\|/],
  ['payment', /^000201/],
  ['barcode', /^\d{1,14}$/],
  ['damaged', /^\d{15}/],
];

/** The kind of what a text begins with; of the text itself nothing is kept. */
export function kindOf(/** @type {string} */ text) {
  const head = text.trimStart().slice(0, HEAD).toLowerCase();
  return KINDS.find(([, pattern]) => pattern.test(head))?.[0] ?? 'other';
}

/** What a kiosk tells the help desk of such codes: each kind once, and then not for a minute. */
export class News {
  /** @type {Map<string, number>} */
  #told = new Map();
  #misreadAt = -Infinity;

  /** Whether the desk is to hear of it. */
  isNews(/** @type {string} */ kind, /** @type {number} */ now) {
    if (MISREAD.has(kind) && this.#isFirstTry(now)) return false;
    if (now - (this.#told.get(kind) ?? -Infinity) < QUIET_MS) return false;
    this.#told.set(kind, now);
    return true;
  }

  /** A badge was read: whoever had to try again has done so. */
  readWell() {
    this.#misreadAt = -Infinity;
  }

  #isFirstTry(/** @type {number} */ now) {
    const last = this.#misreadAt;
    this.#misreadAt = now;
    return now - last >= TRIED_AGAIN_MS;
  }
}
