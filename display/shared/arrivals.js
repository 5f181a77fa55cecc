// The arrivals as a small chart: a line from nobody to how many have come, over the hours of the clock.
import { html } from 'htm/preact';
import { localTime } from './clock.js';
import { t } from './text.js';

const WIDE = 240;
const HIGH = 64;
const MINUTE = 60_000; // ms
const APART = [5, 10, 15, 30, 60, 120, 240, 480, 1_440]; // minutes
const MOST_HOURS = 4;

/** @typedef {{at: string, come: number}} Point */

/** @param {{points: Point[], expected: number, timeZone: string}} props */
export const Arrivals = ({ points, expected, timeZone }) => {
  const last = points.at(-1);
  if (!last) return html`<p class="structure__none">${t('structure.arrivals.none')}</p>`;
  const line = curve(points, expected);
  const marks = hours(points);
  return html`
    <figure class="arrivals" data-points=${points.length} data-come=${last.come}>
      <figcaption>${t('structure.arrivals.title')} <b>${last.come}/${expected}</b></figcaption>
      <p class="arrivals__people"><span>${top(points, expected)}</span><span>0</span></p>
      <svg viewBox=${`0 0 ${WIDE} ${HIGH}`} role="img" preserveAspectRatio="none"
        aria-label=${t('structure.arrivals.read', { come: last.come, time: localTime(last.at, timeZone) })}>
        <path class="arrivals__grid" d=${grid(marks)} />
        <path class="arrivals__area" d=${`${line} V${HIGH} H0 Z`} />
        <path class="arrivals__line" d=${line} />
      </svg>
      <p class="arrivals__hours">${marks.map(({ at, part }) => html`
        <time key=${at} style=${{ '--part': String(part) }}>${localTime(at, timeZone)}</time>`)}</p>
    </figure>`;
};

/** The curve from nobody to the newest count; the top of the chart is everybody expected. */
export function curve(/** @type {Point[]} */ points, /** @type {number} */ expected) {
  const most = top(points, expected);
  const places = points.map(({ come }, n) =>
    `${round((n / Math.max(1, points.length - 1)) * WIDE)} ${round(HIGH - (come / most) * HIGH)}`);
  return `M${places.join(' L')}`;
}

/** The full hours, halves or quarters below the chart: at most a few, and where along it each stands. */
export function hours(/** @type {Point[]} */ points) {
  const [first = 0, last = 0] = [points[0], points.at(-1)].map((point) => Date.parse(point?.at ?? ''));
  const span = last - first;
  const apart = (APART.find((minutes) => span <= minutes * MINUTE * MOST_HOURS) ?? span / MINUTE) * MINUTE;
  const marks = [];
  for (let at = Math.ceil(first / apart) * apart; at <= last; at += apart) {
    marks.push({ at, part: span ? round((at - first) / span) : 0 });
  }
  return marks;
}

const top = (/** @type {Point[]} */ points, /** @type {number} */ expected) =>
  Math.max(expected, points.at(-1)?.come ?? 0, 1);

const grid = (/** @type {{part: number}[]} */ marks) =>
  [`M0 0 H${WIDE}`, `M0 ${HIGH / 2} H${WIDE}`, ...marks.map(({ part }) => `M${round(part * WIDE)} 0 V${HIGH}`)].join(' ');

const round = (/** @type {number} */ value) => Math.round(value * 1_000) / 1_000;
