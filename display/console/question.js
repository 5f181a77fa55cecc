// A question before a command: verb and object, a reason where one is due, and the refusal if it comes.
import { html } from 'htm/preact';
import { useEffect, useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { t } from '../shared/text.js';
import { Field } from './field.js';
import { spoken } from './gate.js';

/** The open question, if there is one. */
export function Questions(/** @type {{desk: import('./desk.js').Desk}} */ { desk }) {
  const question = desk.question.value;
  return question && html`<${Asked} key=${question.title} desk=${desk} question=${question} />`;
}

/** @param {{desk: import('./desk.js').Desk, question: import('./types.js').Question}} props */
function Asked({ desk, question }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const refused = useSignal(/** @type {string | null} */ (null));
  const sending = useSignal(false);
  useEffect(() => dialog.current?.showModal(), []);
  const leave = () => {
    if (desk.question.value === question) desk.question.value = null;
  };
  const send = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const empty = firstEmpty(event);
    if (empty) return void (refused.value = t('console.ask.fill', { label: empty }));
    if (sending.value) return;
    sending.value = true;
    const answer = await question.run(values(event));
    sending.value = false;
    if (!answer?.code) return leave();
    refused.value = spoken(answer) ?? answer.code;
  };
  return html`<dialog ref=${dialog} class="question" onClose=${leave} onKeyDown=${ignoreHeld}
    aria-labelledby="question">
    <form onSubmit=${send} noValidate>
      <h2 id="question">${question.title}</h2>
      ${question.body && html`<p class="soft">${question.body}</p>`}
      ${question.picture}
      ${question.chips && html`<div class="chips" role="group">${question.chips.map(({ label, pressed, run }) => html`
        <button key=${label} type="button" class="act act--small act--choice" aria-pressed=${pressed}
          onClick=${run}>${label}</button>`)}</div>`}
      ${question.fields?.map((field) => html`<${Field} key=${field.name} ...${field} />`)}
      ${refused.value && html`<p class="question__refusal" role="alert">${refused.value}</p>`}
      <div class="question__answers">
        <button class="act act--gold" id="question-yes" aria-disabled=${sending.value ? 'true' : undefined}>
          ${question.yes}
        </button>
        <button class="act" type="button" id="question-no" onClick=${leave}>
          ${question.no ?? t('console.ask.cancel')}</button>
      </div>
    </form>
  </dialog>`;
}

/** The label of the first field that must be filled in and is not; it gets the focus. */
function firstEmpty(/** @type {SubmitEvent} */ { currentTarget: form }) {
  const fields = /** @type {HTMLFormElement} */ (form).querySelectorAll('[required]');
  const empty = /** @type {HTMLInputElement[]} */ ([...fields]).find((field) => !filled(field));
  empty?.focus();
  return empty?.labels?.[0]?.textContent;
}

/** A person is filled in once chosen: what counts is the hidden field that keeps the badge number. */
const filled = (/** @type {HTMLInputElement} */ field) =>
  (field.type === 'search' ? /** @type {HTMLInputElement} */ (field.nextElementSibling).value : field.value.trim()) !== '';

/** What was filled in: empty fields left out, numbers as numbers. */
function values(/** @type {SubmitEvent} */ event) {
  const form = new FormData(/** @type {HTMLFormElement} */ (event.currentTarget));
  const given = [...form].map(([name, value]) => [name, String(value).trim()]).filter(([, value]) => value !== '');
  return Object.fromEntries(given);
}

/** A key still held from before must not answer the question. */
function ignoreHeld(/** @type {KeyboardEvent} */ event) {
  if (event.repeat && ['Enter', ' '].includes(event.key)) event.preventDefault();
}
