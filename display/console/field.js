// One field of a question: a line of text, a number, a choice, or a person found by name.
import { html } from 'htm/preact';
import { t } from '../shared/text.js';
import { PersonField } from './person-field.js';

/** @param {import('./types.js').Field} field */
export function Field(field) {
  return html`<div class="field">
    <label for=${`field-${field.name}`}>${field.label}</label>
    ${field.type === 'select' ? choice(field) : field.type === 'person' ? html`<${PersonField}
      ...${field} />` : line(field)}
  </div>`;
}

/** A reason to give: asked for always, insisted on where the minutes need one. */
export const reasonField = (required = false) => ({
  name: 'reason', label: t(required ? 'console.ask.reason' : 'console.ask.reason_optional'), required,
});

const choice = (/** @type {import('./types.js').Field} */ field) => html`
  <select id=${`field-${field.name}`} name=${field.name} required=${field.required}>
    ${field.options?.map(({ value, label }) => html`
      <option value=${value} selected=${value === field.value}>${label}</option>`)}
  </select>`;

const line = (/** @type {import('./types.js').Field} */ field) => html`
  <input id=${`field-${field.name}`} name=${field.name} type=${field.type ?? 'text'} defaultValue=${field.value}
    required=${field.required} min=${field.type === 'number' ? 0 : undefined} autocomplete=${field.type === 'password' ? 'new-password' : 'off'}
    list=${field.suggestions && `list-${field.name}`} />
  ${field.suggestions && html`<datalist id=${`list-${field.name}`}>
    ${field.suggestions.map((text) => html`<option value=${text} />`)}
  </datalist>`}`;
