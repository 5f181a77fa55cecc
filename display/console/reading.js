// The MC's reading place: a new step begins at its top, and long words can be turned on with ↑ and ↓.
import { html } from 'htm/preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { t } from '../shared/text.js';
import { ReadingList } from './reading-list.js';

const TURN = 0.6; // of the visible height
const WAYS = /** @type {Record<string, number>} */ ({ ArrowDown: TURN, ArrowUp: -TURN });

/** @param {{text: string, list: any[], step: string | undefined}} props */
export function Reading({ text, list, step }) {
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const more = useSignal(false);
  const look = () => (more.value = isMore(place.current));
  useLayoutEffect(() => place.current?.scrollTo(0, 0), [step]);
  useLayoutEffect(() => void look());
  useEffect(() => turnByKeys(place), []);
  return html`<main class="reading" ref=${place} data-list=${list.length > 1} onScroll=${look}>
    <p class="words" id="words">${text || html`<span class="words__none">${t('console.mc.no_text')}</span>`}</p>
    <${ReadingList} list=${list} />
    ${more.value && html`<p class="more" id="more">↓ ${t('console.mc.more')}</p>`}
  </main>`;
}

const isMore = (/** @type {HTMLElement | null} */ box) =>
  box !== null && box.scrollTop + box.clientHeight < box.scrollHeight - 8;

function turnByKeys(/** @type {{current: HTMLElement | null}} */ place) {
  const turn = (/** @type {KeyboardEvent} */ event) => {
    const way = WAYS[event.key];
    if (way) place.current?.scrollBy({ top: way * place.current.clientHeight, behavior: 'smooth' });
  };
  addEventListener('keydown', turn);
  return () => removeEventListener('keydown', turn);
}
