// The shapes the console's modules hand to each other.

/** @typedef {import('../shared/live.js').View} View */
/** @typedef {'live' | 'late' | 'lost'} LineState */
/** @typedef {{code?: string, message: string, message_en?: string, lifted_by?: string}} Refusal */
/** @typedef {{text: string, near: string, soft?: boolean}} Remark a sentence, and the selector it stands by */
/** @typedef {import('../shared/session.js').Session} Session */
/** @typedef {{value: string, label: string}} Option */

/**
 * One field of a question put to the operator.
 * @typedef {object} Field
 * @property {string} name
 * @property {string} label
 * @property {'text' | 'number' | 'password' | 'select' | 'person'} [type]
 * @property {string | number} [value]
 * @property {Option[]} [options]
 * @property {string[]} [suggestions]
 * @property {boolean} [required]
 */

/**
 * A question put to the operator before a command is sent.
 * @typedef {object} Question
 * @property {string} title verb and object
 * @property {string} [body]
 * @property {any} [picture] what it is about, drawn
 * @property {Field[]} [fields]
 * @property {{label: string, pressed: boolean, run: () => void}[]} [chips] what the fields may start out as
 * @property {string} yes
 * @property {string} [no]
 * @property {(values: Record<string, any>) => Promise<any>} run
 */
export {};
