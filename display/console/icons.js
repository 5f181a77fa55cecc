// Small line icons, so that no state is told by colour alone.
import { html } from 'htm/preact';

/** @type {Record<string, string>} paths on a 16 × 16 grid, drawn with a 1.6 line */
const PATHS = {
  waiting: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11',
  current: 'M4.5 2.8v10.4L13 8z',
  paused: 'M5 3v10M11 3v10',
  done: 'M2.8 8.6l3.4 3.4l7-8',
  skipped: 'M3 4l5 4l-5 4zM12.5 3.5v9',
  moved: 'M5 13V3M2.5 5.5L5 3l2.5 2.5M11 3v10M8.5 10.5L11 13l2.5-2.5',
  lock: 'M3.5 7.5h9v6h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5',
  person: 'M8 8.2a2.8 2.8 0 1 0 0-5.6a2.8 2.8 0 1 0 0 5.6M2.8 13.8c.6-2.6 2.6-3.8 5.2-3.8s4.6 1.2 5.2 3.8',
  absent: 'M6.5 8.2a2.8 2.8 0 1 0 0-5.6a2.8 2.8 0 1 0 0 5.6M1.5 13.8c.6-2.6 2.4-3.8 5-3.8c1 0 1.9.2 2.7.5M11 10.5l3.5 3.5M14.5 10.5L11 14',
  alert: 'M8 2.2L14.5 13.5h-13zM8 6.5v3.2M8 11.6v.3',
  link: 'M2 6.5c3.6-3.3 8.4-3.3 12 0M4.3 9.2c2.3-2 5.1-2 7.4 0M8 12.2v.2',
  unlink: 'M2 6.5c3.6-3.3 8.4-3.3 12 0M8 12.2v.2M2.5 13.5l11-11',
  up: 'M8 13V3.5M4 7.5l4-4l4 4',
  down: 'M8 3v9.5M4 8.5l4 4l4-4',
  plus: 'M8 3v10M3 8h10',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  back: 'M10 3L5 8l5 5',
  next: 'M3 8h9.5M8.5 4l4 4l-4 4',
  undo: 'M6 3L2.5 6.5L6 10M2.5 6.5h7a4 4 0 0 1 0 8h-2',
  backdrop: 'M2 3h12v9H2zM5 6h6M6 9h4',
  black: 'M2 3h12v9H2zM2 12L14 3',
  hold: 'M2 3h12v9H2zM6.5 5.5v4M9.5 5.5v4',
  release: 'M2 3h12v9H2zM6.5 5.3v4.4l4-2.2z',
  mute: 'M2.5 6v4H5l3.5 3V3L5 6zM11 6l3.5 4M14.5 6L11 10',
  sound: 'M2.5 6v4H5l3.5 3V3L5 6zM11 5.5c1.3 1.6 1.3 3.4 0 5',
  hands: 'M5 13V8l-1.5-3M8 13V3.5M11 13V8l1.5-3',
  wheel: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11M8 6.8a1.2 1.2 0 1 0 0 2.4a1.2 1.2 0 1 0 0-2.4M2.7 7l4.2 .7M13.3 7l-4.2 .7M8 9.2v4.2',
  chair: 'M4 2.5v6h8v-6M4 8.5v5M12 8.5v5',
  swap: 'M3 5.5h9.5M10 3l2.5 2.5L10 8M13 10.5H3.5M6 8L3.5 10.5L6 13',
  screen: 'M2 3h12v8H2zM6 13.5h4',
  message: 'M2.5 3h11v8H7l-3 2.5V11H2.5z',
  key: 'M2 4.5h12v7H2zM4.5 7h.1M7 7h.1M9.5 7h.1M12 7h.1M5 9.3h6',
  look: 'M1.5 8c3-5.5 10-5.5 13 0c-3 5.5-10 5.5-13 0M8 6a2 2 0 1 0 0 4a2 2 0 1 0 0-4',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9a4.5 4.5 0 1 0 0 9M10.3 10.3L14 14',
  note: 'M6 12.5a1.8 1.8 0 1 1-3.6 0a1.8 1.8 0 1 1 3.6 0M6 12.5V3l7-1v8.5M13 10.5a1.8 1.8 0 1 1-3.6 0a1.8 1.8 0 1 1 3.6 0',
};

/** One icon; purely an ornament beside a word. */
export const icon = (/** @type {string} */ name) => html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"
  data-icon=${name}><path d=${PATHS[name] ?? PATHS.waiting} /></svg>`;
