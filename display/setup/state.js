// What the set-up page knows so far.
import { signal } from '@preact/signals';

/**
 * @typedef {'good' | 'todo' | 'off' | 'ask' | 'info' | 'wait'} State
 * @typedef {object} Finding what one check found
 * @property {State} state
 * @property {string} said the sentence's key below the check's
 * @property {() => Record<string, string | number>} [values] for the sentence's placeholders, in the page's language
 * @property {boolean} [how] whether there is something to do: the sentence `<said>_how`
 */
/**
 * @typedef {object} Root the certificate that vouches for the server
 * @property {string} name
 * @property {string[]} fingerprint
 * @property {string} until
 * @property {string} file
 * @property {string} file_name
 */
/** @typedef {{tls: boolean, addresses: string[], root: Root | null}} Server */

/** What the server says of itself. */
export const server = signal(/** @type {Server | null} */ (null));

/** Whether this device trusts the server's certificate; null while nobody knows. */
export const trusted = signal(/** @type {boolean | null} */ (null));

/** What each check found, by its name. */
export const findings = signal(/** @type {Record<string, Finding>} */ ({}));

/** The picture of the camera while it is tried. */
export const preview = signal(/** @type {MediaStream | null} */ (null));

/** The language on the page. */
export const spoken = signal('vi');
