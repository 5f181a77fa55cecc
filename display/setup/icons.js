// The drawings of the set-up page: each state is told by its shape as well as by its colour.
import { html } from 'htm/preact';

/** @type {Record<string, unknown>} */
const SHAPES = {
  good: html`<path d="M7 12.5l3.4 3.4L17 9" />`,
  todo: html`<path d="M12 6.5v7" /><path d="M12 17v.2" />`,
  off: html`<path d="M7.5 12h9" />`,
  ask: html`<path d="M10 8l6 4-6 4z" class="solid" />`,
  info: html`<path d="M12 11v6" /><path d="M12 7v.2" />`,
  wait: html`<path d="M8 12v.2M12 12v.2M16 12v.2" />`,
};

/** One state in its ring. */
export const Icon = (/** @type {{state: string}} */ { state }) => html`
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <circle cx="12" cy="12" r="11" />
    ${SHAPES[state]}
  </svg>`;
