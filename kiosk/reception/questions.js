// What a substituted person was to do: each duty is asked about at once, with one key, or waits in a list.
import { html } from 'htm/preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../display/shared/text.js';

/** @typedef {import('./desk.js').Desk} Desk */
/** @typedef {{person: string, name: string, substitute: string, duty: string, ref: string, title: string, replies: string[]}} Question */

const ALONE_MS = 200; // a digit with another so near is a scanner's, and answers nothing
const REASONED = new Set(['later', 'nobody', 'proceedings']);
const keyOf = (/** @type {Question} */ { person, duty, ref }) => [person, duty, ref].join(' ');

/** The questions about the person who was just substituted, one after the other. */
export const Questions = (/** @type {{desk: Desk}} */ { desk }) => {
  const [question] = desk.questions.value;
  return question && html`<${One} key=${keyOf(question)} desk=${desk} question=${question} />`;
};

const One = (/** @type {{desk: Desk, question: Question}} */ { desk, question }) => {
  const { name, substitute, duty, title, replies } = question;
  const [problem, setProblem] = useState('');
  const [isOther, setOther] = useState(false);
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  // With the question on the page, its keys are there: no second touch is needed.
  useLayoutEffect(() => place.current?.querySelector('button')?.focus(), []);
  const reply = async (/** @type {string} */ chosen) => {
    if (chosen === 'other') return setOther(true);
    const reason = REASONED.has(chosen) && { reason: t(`reception.duty.reason.${chosen}`, {}, 'vi') };
    return setProblem(await desk.reply(question, { reply: chosen, ...reason }));
  };
  const last = useRef({ at: -Infinity, timer: 0 }).current;
  useEffect(() => () => clearTimeout(last.timer), []);
  const press = (/** @type {KeyboardEvent} */ event) => {
    clearTimeout(last.timer);
    const isAlone = event.timeStamp - last.at > ALONE_MS;
    last.at = event.timeStamp;
    const chosen = replies[Number(event.key) - 1];
    if (!chosen || isOther) return;
    event.preventDefault();
    if (isAlone) last.timer = window.setTimeout(() => reply(chosen), ALONE_MS);
  };
  return html`
    <section class="card questions" id="questions" ref=${place} data-duty=${duty} onKeyDown=${press}>
      <h2>${t('reception.duty.title', { name, substitute })}</h2>
      <p class="question">${t(`reception.duty.${duty}`, { title })}</p>
      <div class="replies">${replies.map((each, n) => html`
        <button type="button" class="quiet" data-reply=${each} onClick=${() => reply(each)}>
          <kbd>${n + 1}</kbd> ${each === 'other' ? t('reception.duty.other') : t(`reception.duty.${each}.${duty}`, { substitute })}
        </button>`)}</div>
      ${isOther && html`<${Other} desk=${desk} onChosen=${async (/** @type {string} */ other) =>
        setProblem(await desk.reply(question, { reply: 'other', other }))} />`}
      <p class="wrong" role="alert">${problem}</p>
      <p class="left">${t('reception.duty.left', { n: desk.questions.value.length })} – ${t('reception.duty.keys')}</p>
    </section>`;
};

/** Whoever does it instead, by name or badge number. */
const Other = (/** @type {{desk: Desk, onChosen: (id: string) => void}} */ { desk, onChosen }) => {
  const [found, setFound] = useState(/** @type {import('./search.js').Person[] | null} */ (null));
  const box = useRef(/** @type {HTMLInputElement | null} */ (null));
  useEffect(() => box.current?.focus(), []);
  const look = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const people = (await desk.find(box.current?.value.trim() ?? '')) ?? [];
    const [only, second] = people;
    if (only && !second) onChosen(only.id);
    else setFound(people);
  };
  return html`
    <form class="other" onSubmit=${look}>
      <input id="duty-other" ref=${box} autocomplete="off" aria-label=${t('reception.duty.who')} placeholder=${t('reception.duty.who')} />
      <ul>${found?.map((person) => html`
        <li key=${person.id}><button type="button" class="link-like" onClick=${() => onChosen(person.id)}>
          ${person.name} – ${person['unit']} – ${person.id}</button></li>`)}</ul>
      ${found?.length === 0 && html`<p class="none">${t('reception.duty.none')}</p>`}
    </form>`;
};

/** Whose duties nobody has answered for yet. */
export const Waiting = (/** @type {{desk: Desk}} */ { desk }) => {
  const { duties } = desk;
  const people = [...new Map(duties.map((duty) => [duty.person, duty])).values()];
  return people.length > 0 && html`
    <section class="cases" id="duties" data-waiting=${duties.length}>
      <h3>${t('reception.duty.waiting')} <b>${duties.length}</b></h3>
      <ul>${people.map(({ person, name, substitute }) => html`
        <li key=${person} data-case="duty" data-state="open">
          <span><b>${t('reception.duty.title', { name, substitute })}</b>
            ${duties.filter((duty) => duty.person === person).map(({ duty, title }) => html`
              <em>${t(`reception.duty.${duty}`, { title })}</em>`)}</span>
          <span class="cases__do"><button type="button" class="quiet" data-do="ask"
            onClick=${() => (desk.asking.value = person)}>${t('reception.duty.ask')}</button></span>
        </li>`)}</ul>
    </section>`;
};
