// One recipient's place on stage: received, on behalf, absent; pressed again, the mark is gone.
import { html } from 'htm/preact';
import { t } from '../../shared/text.js';
import { Act } from '../act.js';
import { reasonField } from '../field.js';

const MARKS = ['received', 'on_behalf', 'absent'];

/** @param {{desk: import('../desk.js').Desk, line: any}} props */
export const AwardLine = ({ desk, line }) => html`
  <li class="person award-line" data-line=${line.id} data-marked=${line.mark ?? 'open'}>
    <span class="place" title=${t('desk.award.place', line)}>${line.place ?? '–'}</span>
    <strong>${line.collective ?? line.name}</strong>
    <span class="soft">${about(line)}</span>
    <div class="choice" role="group" aria-label=${line.name}>
      ${MARKS.map((mark) => html`<${Act} key=${mark} desk=${desk} command="award_mark" asks=${{ line: line.id, mark: 'absent' }} class="act--small act--choice"
        tip=${mark === 'on_behalf' ? t('console.award.on_behalf_full') : undefined} pressed=${line.mark === mark}
        data=${{ 'data-mark': mark }} run=${() => choose(desk, line, mark)}>
        ${t(`console.award.${mark}`)}<//>`)}
    </div>
  </li>`;

const about = (/** @type {any} */ line) => [
  line.collective && line.name,
  line.unit,
  line.place !== null && line.place !== line.position && t('desk.award.closed_up', line),
  line.certificate && t('console.award.certificate', { number: line.certificate }),
  line.mark === 'on_behalf' && t('console.award.by', { name: line.on_behalf }),
].filter(Boolean).join(' · ');

function choose(/** @type {import('../desk.js').Desk} */ desk, /** @type {any} */ line, /** @type {string} */ mark) {
  const near = `[data-line="${line.id}"]`;
  if (line.mark === mark) return desk.act('award_mark', { line: line.id, mark: 'clear' }, near);
  if (mark !== 'on_behalf') return desk.act('award_mark', { line: line.id, mark }, near);
  desk.ask({
    title: t('console.ask.on_behalf', line),
    fields: [{ name: 'on_behalf', label: t('console.ask.on_behalf_by'), required: true }, reasonField()],
    yes: t('console.ask.on_behalf_yes'),
    run: (given) => desk.give('award_mark', { line: line.id, mark, ...given }),
  });
}
