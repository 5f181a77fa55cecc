// One field of a form, with its label.
import { html } from 'htm/preact';
import { t } from '../../display/shared/text.js';

/**
 * @typedef {object} Props
 * @property {import('./actions.js').Field} field
 * @property {Record<string, any>} view
 * @property {string} value
 * @property {(value: string) => void} onChange
 */

/** A labelled field; its id is its name. */
export const Entry = (/** @type {Props} */ { field, view, value, onChange }) => html`
  <label class=${field.narrow ? 'entry entry--narrow' : 'entry'} data-kind=${field.kind}>
    <span>${t(`reception.field.${field.name}`)}</span>
    ${field.options
      ? html`<${Choice} field=${field} options=${field.options(view)} value=${value} onChange=${onChange} />`
      : html`<input id=${field.name} type=${field.kind} value=${value} required=${field.required}
          min="0" max="240" autocomplete="off"
          onInput=${(/** @type {any} */ { target }) => onChange(target.value)} />`}
  </label>`;

/** @param {{field: Props['field'], options: {value: string, label: string}[], value: string,
 *   onChange: Props['onChange']}} props */
const Choice = ({ field, options, value, onChange }) => html`
  <select id=${field.name} value=${value} onChange=${(/** @type {any} */ { target }) => onChange(target.value)}>
    ${value === '' && html`<option value="" selected>${t('reception.field.choose')}</option>`}
    ${options.map((option) => html`
      <option value=${option.value} selected=${option.value === value}>${option.label}</option>`)}
  </select>`;
