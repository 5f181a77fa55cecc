// Introductions: who will be named, in protocol order; the absent are walked by, the late can be called.
import { html } from 'htm/preact';
import { t } from '../../shared/text.js';
import { half } from '../half.js';
import { useEffect, useRef } from 'preact/hooks';
import { Act } from '../act.js';
import { icon } from '../icons.js';

/** @param {{desk: import('../desk.js').Desk}} props */
export function Introductions({ desk }) {
  const { introductions, steps = [] } = desk.seen;
  const present = introductions.filter((/** @type {any} */ one) => one.present).length;
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  const here = steps.find((/** @type {any} */ step) => step.current)?.id;
  useEffect(() => list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' }), [here]);
  return html`<section class="panel" id="introductions" aria-label=${t('console.introductions.title')}>
    <h2 class="label">${t('console.introductions.title')}
      <span class="soft">${t('console.introductions.count', { present, total: introductions.length })}</span>
      <${Act} desk=${desk} id="snapshot" command="snapshot_attendance" class="act--small">
        ${t('console.introductions.snapshot')}<//>
    </h2>
    <ol ref=${list} class="rows rows--even" style=${half(introductions)}>
      ${introductions.map((/** @type {any} */ one) => html`
      <li key=${one.step} class="person" data-present=${one.present}
        aria-current=${one.step === here ? 'step' : undefined}>
        <strong>${one.name}</strong><span class="soft">${one.position}</span>
        <em>${icon(one.present ? 'done' : 'absent')}${t(`console.introductions.${one.present ? 'present' : 'absent'}`)}</em>
      </li>`)}</ol>
  </section>`;
}
