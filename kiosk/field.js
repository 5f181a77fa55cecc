// A field of a form as it stood before a scanner typed into it, so that it can be put back.

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */

/** The field that keys go into, or null where they go into none. */
export const fieldIn = (/** @type {EventTarget | null} */ target) =>
  (target instanceof Element && target.matches('input, textarea, select') ? /** @type {Field} */ (target) : null);

/** What stands in `field` now; the answer puts it back. */
export function remember(/** @type {Field} */ field) {
  const { value } = field;
  const [start, end] = 'selectionStart' in field ? [field.selectionStart, field.selectionEnd] : [null, null];
  return () => {
    field.value = value;
    if (start !== null) /** @type {HTMLInputElement} */ (field).setSelectionRange(start, end);
    field.dispatchEvent(new Event(field.matches('select') ? 'change' : 'input', { bubbles: true }));
  };
}

/** End what an input method is still composing in `field`: it would overwrite what is put back. */
export function endComposing(/** @type {Field} */ field) {
  field.blur();
  field.focus();
}
