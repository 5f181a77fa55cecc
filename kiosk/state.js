// What the kiosk page knows right now; its parts redraw themselves when one of these changes.
import { computed, signal } from '@preact/signals';
import { localTime } from '../display/shared/clock.js';
import { t } from '../display/shared/text.js';
import { NOTHING } from './dial.js';

/** The newest view, or null before the first. */
export const view = signal(/** @type {Record<string, any> | null} */ (null));
/** What is on the screen: invitation, reading, checking or a verdict. */
export const scene = signal(/** @type {import('./door.js').Scene} */ ({ state: 'idle', turn: 0 }));
/** How the line to the server is. */
export const link = signal(/** @type {'live' | 'late' | 'lost'} */ ('late'));
/** What the camera is doing. */
export const camera = signal(/** @type {import('./camera.js').CameraState} */ ('off'));
/** Whether the server has refused this machine: it is not paired, or not any more. */
export const unpaired = signal(false);
/** The digits by which the desk lets this machine in, while it asks. */
export const code = signal('');
/** How many scans this machine holds that the server does not have yet. */
export const waiting = signal(0);
/** How many scans of another day, a rehearsal's say, this machine keeps apart. */
export const elsewhere = signal(0);
/** Whether scans can be written down here. */
export const storage = signal(true);
/** Which way whoever stands here goes, where this kiosk counts both. */
export const heading = signal(/** @type {'in' | 'out'} */ ('in'));
/** How many digits the badges of each letter have. */
export const numbers = computed(() => /** @type {import('./dial.js').Numbers} */ (view.value?.numbers ?? {}));
/** Whether the keypad is open. */
export const keypad = signal(false);
/** What has been pressed of a badge number, on the keypad or a keyboard. */
export const dialled = signal(NOTHING);
/** Whether this page has the keyboard, and with it the scanner. */
export const focused = signal(true);
/** What opens this page to staff: the hash of a PIN; null where it is not locked. */
export const lock = computed(() => /** @type {import('./lock.js').Kept | null} */ (view.value?.kiosk?.lock ?? null));
/** Where the staff are: away, before the PIN pad, or in. */
export const staff = signal(/** @type {'away' | 'asked' | 'in'} */ ('away'));
/** Whether nothing may lead out of the page. */
export const held = computed(() => lock.value !== null && staff.value !== 'in');
/** Whether a page that is held does not fill the screen, though it could. */
export const bare = signal(false);
/** Whether somebody has the keypad or the pad for the PIN before them. */
export const isPadOpen = () => keypad.value || staff.value !== 'away';
/** Whether keys are meant for the keypad: the pad for the PIN has its own, and a verdict is not typed into. */
export const isTypedFor = () => scene.value.state === 'idle' && staff.value === 'away' && !unpaired.value;
/** The server's time in milliseconds, to the second. */
export const now = signal(Date.now());
/** The language being spoken. */
export const spoken = signal('vi');

/** A text of the catalogue; whatever shows it is drawn anew when the language changes. */
export const say = (/** @type {string} */ key, /** @type {Record<string, unknown>} */ facts = {}) =>
  t(key, facts, spoken.value);

/** An instant as the clock on the wall shows it. */
export const timeOf = (/** @type {string | number} */ when) =>
  localTime(when, view.value?.conference.time_zone ?? 'UTC');

/** The time on the wall now. */
export const clock = computed(() => (view.value ? timeOf(now.value) : ''));

/** Whether people stand before doors that should be open by now. */
export const overdue = computed(() => {
  const { phase, reception_at: opens } = view.value ?? {};
  return phase === 'preparing' && Boolean(opens) && now.value >= Date.parse(opens);
});

/** Which way the next scan counts. */
export const direction = () => {
  const stands = view.value?.kiosk?.direction;
  return stands === 'both' ? heading.value : stands;
};
