// The fields of one action; what is missing or refused is said in a sentence beside the button.
import { html } from 'htm/preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../display/shared/text.js';
import { Entry } from './entry.js';
import { nameOf, NAMESAKE } from './actions.js';
import { argumentsOf, firstMissing, firstValues } from './values.js';

/**
 * @typedef {import('./desk.js').Desk} Desk
 * @typedef {import('./actions.js').Action} Action
 * @typedef {import('./actions.js').Field} Field
 * @typedef {import('./search.js').Person} Person
 * @typedef {import('./desk.js').Refusal} Refusal
 * @typedef {{desk: Desk, action: Action, person: Person | null}} Props
 */

// The main action's button has a name of its own: scripts and hints point to it.
const BUTTONS = { check_in_by_hand: 'check-in' };

/** The form of one action. */
export const Form = (/** @type {Props} */ { desk, action, person }) => {
  const first = useRef(firstValues(action, person, desk.view.value ?? {})).current;
  const name = nameOf(action);
  const isByHand = action.command === 'check_in_by_hand';
  const [values, setValues] = useState(isByHand ? { ...first, ...desk.paper.value } : first);
  const [missing, setMissing] = useState(/** @type {Field | null} */ (null));
  const [refusal, setRefusal] = useState(/** @type {Refusal | null} */ (null));
  const button = useRef(/** @type {HTMLButtonElement | null} */ (null));
  useEffect(() => {
    if (desk.takesKeys()) fieldOf(firstMissing(action, first), button.current)?.focus();
  }, []);

  const isNamesake = refusal?.code === NAMESAKE;
  const mayForce = Boolean(refusal && action.overrides?.includes(refusal.code));
  useEffect(() => {
    if (mayForce) showForce(isNamesake);
  }, [refusal]);

  const send = async (/** @type {object} */ more = {}) => {
    const lacking = firstMissing(action, values);
    setMissing(lacking);
    if (lacking) return fieldOf(lacking, null)?.focus();
    const given = { person, values, first, now: desk.now(), timeZone: desk.time.value };
    const problem = await desk.give(action.command, { ...argumentsOf(action, given), ...more }, name);
    if (isByHand && !problem) desk.entered(values);
    setRefusal(problem);
    return undefined;
  };
  // Beyond the plan somebody must have allowed it, and is named.
  const force = () => {
    const approver = action.fields.find(({ name: field }) => field === 'approved_by') ?? null;
    if (isNamesake || values['approved_by']?.trim()) return send({ force: true });
    setMissing(approver);
    return fieldOf(approver, null)?.focus();
  };
  return html`
    <form class="form" novalidate onSubmit=${(/** @type {Event} */ event) => { event.preventDefault(); send(); }}>
      ${action.fields.map((field) => html`
        <${Entry} key=${field.name} field=${field} view=${desk.view.value} value=${values[field.name]}
          onChange=${(/** @type {string} */ value) => setValues(changed(values, field, value))} />`)}
      <p class="wrong" role="alert">${wrong(missing)}</p>
      <button type="submit" ref=${button} class="main" disabled=${desk.sending.value}
        id=${BUTTONS[/** @type {keyof typeof BUTTONS} */ (name)] ?? `${name}-go`}>
        ${t(desk.sending.value ? 'reception.action.sending' : `reception.action.${name}`)}</button>
      ${mayForce && html`
        <button type="button" id="force" class="quiet" onClick=${force}>
          ${t(isNamesake ? 'reception.action.force_namesake' : 'reception.action.force')}</button>`}
    </form>`;
};

/** What is still lacking has the keys, and the button that goes on all the same is on the page. */
function showForce(/** @type {boolean} */ isNamesake) {
  const [approver, button] = ['approved_by', 'force'].map((id) => /** @type {HTMLInputElement | null} */ (document.getElementById(id)));
  if (!isNamesake) (approver?.value.trim() ? button : approver)?.focus();
  button?.scrollIntoView({ block: 'nearest' });
}

const fieldOf = (/** @type {Field | null} */ field, /** @type {HTMLElement | null} */ otherwise) =>
  field ? document.getElementById(field.name) : otherwise;

const wrong = (/** @type {Field | null} */ missing) =>
  missing && t('reception.field.missing', { label: t(`reception.field.${missing.name}`) });

// The reason offered is that of the method, until somebody writes another.
function changed(
  /** @type {Record<string, string>} */ values, /** @type {Field} */ { name }, /** @type {string} */ value,
) {
  const follows = name === 'method' && values['reason'] === t(`reception.method.${values['method']}`);
  return {
    ...values,
    [name]: value,
    ...(follows && { reason: t(`reception.method.${value}`) }),
  };
}
