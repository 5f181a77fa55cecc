// The drawings of the kiosk, as plain SVG: each says by its shape what its colour says by its hue.
import { html } from 'htm/preact';

/** @type {Record<string, unknown>} */
const SHAPES = {
  welcome: html`<path d="M28 52 44 68 74 34" />`,
  honour: html`<path d="M30 58 45 73 72 42" /><path d="M50 11l4.2 8.6 9.4 1.3-6.8 6.6 1.6 9.4-8.4-4.4-8.4 4.4 1.6-9.4-6.8-6.6 9.4-1.3z" class="solid" />`,
  leave: html`<path d="M46 28H30v44h16M44 50h32M64 38l12 12-12 12" />`,
  noted: html`<path d="M50 22v29l17 11" />`,
  kept: html`<path d="M31 50l11 11 24-26" /><path d="M24 64v13h52V64" />`,
  written: html`<path d="M31 69l4-15 29-29 11 11-29 29z" /><path d="M57 32l11 11M30 79h40" />`,
  again: html`<path d="M30 42V30h12M58 30h12v12M70 58v12H58M42 70H30V58" /><path d="M40 50h20" />`,
  other: html`<rect x="30" y="26" width="40" height="50" rx="4" /><path d="M42 26v-6h16v6M40 58h20M40 66h12" /><circle cx="50" cy="43" r="7" />`,
  renewed: html`<path d="M70 42a22 22 0 0 0-38-6M30 58a22 22 0 0 0 38 6" /><path d="M31 24v13h13M69 76V63H56" />`,
  desk: html`<circle cx="50" cy="33" r="10" /><path d="M32 62c0-10 8-15 18-15s18 5 18 15" /><path d="M22 64h56M28 64v14M72 64v14" />`,
  hour: html`<path d="M34 26h32M34 74h32M39 26c0 13 11 15 11 24s-11 11-11 24M61 26c0 13-11 15-11 24s11 11 11 24" />`,
};

/** One icon in its ring. */
export const Icon = (/** @type {{name: string}} */ { name }) => html`
  <svg class="icon" viewBox="0 0 100 100" aria-hidden="true">
    <circle class="ring" cx="50" cy="50" r="46" />
    ${SHAPES[name]}
  </svg>`;
