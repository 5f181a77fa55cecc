// The label of the person chosen: asked for with one button, followed to the printer, or printed by this browser.
import { html } from 'htm/preact';
import { useEffect, useState } from 'preact/hooks';
import { language, t } from '../../display/shared/text.js';

const ADDRESS = '/api/v1/labels';
const LOOK_EVERY_MS = 1_500;
const OPEN = new Set(['queued', 'printing']);

/** @typedef {import('./desk.js').Desk} Desk */
/** @typedef {{number: number, person: string, state: string, message: string, message_en: string, asked_at: string}} Label */
/** @typedef {{labels: Label[], printers: {name: string, state: string}[]}} Queue */
/** @typedef {{ask: (person: string) => Promise<string>, queue: () => Promise<Queue | null>,
 *   picture: (number: number) => Promise<Blob | null>, withdraw: (number: number) => Promise<void>}} Printing */

/** The label's line in the card. */
export const Labels = (/** @type {{desk: Desk, printing: Printing, person: string}} */ { desk, printing, person }) => {
  const [queue, setQueue] = useState(/** @type {Queue | null} */ (null));
  const [problem, setProblem] = useState('');
  const look = () => printing.queue().then(setQueue);
  useEffect(() => {
    look();
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [person]);
  const label = queue?.labels.find((one) => one.person === person);
  const ask = async () => {
    setProblem(await printing.ask(person));
    await look();
  };
  const here = async (/** @type {Label} */ { number, state }) => {
    const picture = await printing.picture(number);
    if (!picture) return setProblem(t('reception.label.failed'));
    await printHere(picture);
    if (OPEN.has(state)) await printing.withdraw(number);
    return look();
  };
  return html`
    <section class="label" id="label" data-state=${label?.state ?? 'none'}>
      <button type="button" class="quiet" id="label-print" onClick=${ask}>
        ${t(label ? 'reception.label.again' : 'reception.label.print')}</button>
      ${label && html`<button type="button" class="quiet" id="label-here" onClick=${() => here(label)}>
        ${t('reception.label.here')}</button>`}
      <p role="status">${problem || (label && said(desk, label))}</p>
    </section>`;
};

const said = (/** @type {Desk} */ desk, /** @type {Label} */ label) =>
  `${desk.timeOf(label.asked_at)} – ${(language() === 'en' && label.message_en) || label.message}`;

/** Print a picture alone, whatever else is on the page. */
async function printHere(/** @type {Blob} */ picture) {
  const sheet = new Image();
  sheet.className = 'sheet';
  sheet.src = await asDataUrl(picture);
  document.body.append(sheet);
  await sheet.decode();
  print();
  sheet.remove();
}

/** @returns {Promise<string>} */
const asDataUrl = (/** @type {Blob} */ picture) => new Promise((resolve) => {
  const reader = new FileReader();
  reader.onload = () => resolve(String(reader.result));
  reader.readAsDataURL(picture);
});

/** The print room of the server; `token` is this desk's own where nobody has signed in. @returns {Printing} */
export const printingAtServer = (/** @type {string | null} */ token) => {
  const asked = async (/** @type {string} */ path, /** @type {RequestInit} */ how = {}) => {
    const headers = { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) };
    return fetch(`${ADDRESS}${path}`, { ...how, headers }).catch(() => null);
  };
  return {
    ask: async (person) => {
      const answer = await asked('', { method: 'POST', body: JSON.stringify({ person }) });
      if (!answer) return t('reception.label.failed');
      const { message, message_en: english } = await answer.json();
      return answer.ok ? '' : (language() === 'en' && english) || message;
    },
    queue: async () => {
      const answer = await asked('');
      return answer?.ok ? answer.json() : null;
    },
    picture: async (number) => {
      const answer = await asked(`/${number}.png`);
      return answer?.ok ? answer.blob() : null;
    },
    withdraw: async (number) => {
      await asked(`/${number}`, { method: 'DELETE' });
    },
  };
};
