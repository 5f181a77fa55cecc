// The keyboard map: which key means what, for clickers, tired fingers and Vietnamese typing tools alike.

/** Meaning of each key; letters by themselves, everything else by its place on the keyboard. */
export const KEYS = Object.freeze({
  next: ['Space', 'Enter', 'NumpadEnter', 'PageDown', 'ArrowRight'],
  back: ['ArrowLeft', 'PageUp'],
  standby: ['M'],
  blackout: ['B'],
  hold: ['G'],
  release: ['R'],
  stop_sound: ['Escape', 'S'],
  undo: ['U'],
  pause: ['P'],
  late_vip: ['V'],
  media_arm: ['1'],
  media_play: ['2'],
  media_third: ['3'],
  look_back: ['ArrowUp'],
  look_on: ['ArrowDown'],
  look_away: ['X'],
  timetable: ['T'],
  help: ['?'],
});

const MEANINGS = new Map(
  Object.entries(KEYS).flatMap(([meaning, keys]) => keys.map((key) => [key, meaning])),
);
const TYPED = 'input, select, textarea, [contenteditable]';
const PRESSED_BY_KEY = 'button, a[href], summary';
const THROUGH = new Set(['standby', 'blackout', 'hold', 'release', 'stop_sound']); // past any open dialog
const PAUSE = 1_500; // ms: whoever is typing goes on typing, whatever has come before the field

/** What a key press means here, or null when it is not ours. */
export function meaning(/** @type {KeyboardEvent} */ event) {
  if (event.isComposing) return null;
  if (event.ctrlKey || event.metaKey) return isUndo(event) ? 'undo' : null;
  return event.altKey ? null : (MEANINGS.get(name(event)) ?? null);
}

/** Is the key meant for the element that has the focus? */
export function belongsTo(/** @type {Element | null} */ element, /** @type {KeyboardEvent} */ event) {
  if (!element) return false;
  if (element.matches(TYPED)) return true;
  return ['Space', 'Enter', 'NumpadEnter'].includes(event.code) && element.matches(PRESSED_BY_KEY);
}

/** Many a clicker's “start the show” is F5: no key loads a desk's page again; the browser's own button does. */
function keepPage(/** @type {KeyboardEvent} */ event) {
  if (event.key === 'F5' || ((event.ctrlKey || event.metaKey) && letter(event) === 'R')) event.preventDefault();
}

/** Listen for keys; returns how to stop. `act` gets the meaning and whether the key is held. */
export function listen(/** @type {(meaning: string, held: boolean) => void} */ act) {
  let typedAt = -PAUSE;
  const heard = (/** @type {KeyboardEvent} */ event) => {
    const meant = meaning(event);
    if (document.querySelector('dialog:modal')) {
      const isTyping = document.activeElement?.matches(TYPED) || event.timeStamp - typedAt < PAUSE;
      if (isTyping) return void (typedAt = event.timeStamp);
      if (!passesDialog(meant, event)) return;
    } else if (belongsTo(document.activeElement, event)) return void (event.repeat && ignoreHeld(event));
    if (!meant) return;
    event.preventDefault();
    act(meant, event.repeat);
  };
  addEventListener('keydown', keepPage, true);
  addEventListener('keydown', heard);
  addEventListener('click', letGo, true);
  addEventListener('dragend', letGoOfDragged);
  return () => {
    removeEventListener('keydown', keepPage, true);
    removeEventListener('keydown', heard);
    removeEventListener('click', letGo, true);
    removeEventListener('dragend', letGoOfDragged);
  };
}

/** The walls' own keys, but for Escape, which closes the dialog; before the card that asks to sing, its key too. */
const passesDialog = (/** @type {string | null} */ meant, /** @type {KeyboardEvent} */ event) =>
  event.code !== 'Escape' && (THROUGH.has(meant ?? '')
    || (meant === 'media_third' && document.querySelector('#singing:modal') !== null));

/** A button pressed by hand does not keep the focus: the space bar stays the next step. */
function letGo(/** @type {MouseEvent} */ event) {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest(PRESSED_BY_KEY));
  if (event.detail) button?.blur();
}

/** Nor does one that was dragged by: no click ends that. */
function letGoOfDragged() {
  const held = /** @type {HTMLElement | null} */ (document.activeElement);
  if (held?.matches(PRESSED_BY_KEY)) held.blur();
}

const isUndo = (/** @type {KeyboardEvent} */ event) => letter(event) === 'Z' && !event.shiftKey;

const name = (/** @type {KeyboardEvent} */ event) =>
  letter(event) ?? (event.key === '?' ? '?' : (digit(event) ?? event.code));

function letter(/** @type {KeyboardEvent} */ { key, code }) {
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  return /^Key[A-Z]$/.test(code) && !/^[\x21-\x7e]$/.test(key) ? code.slice(3) : null;
}

const digit = (/** @type {KeyboardEvent} */ { code }) => /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1];

function ignoreHeld(/** @type {KeyboardEvent} */ event) {
  if (document.activeElement?.matches(PRESSED_BY_KEY)) event.preventDefault();
}
