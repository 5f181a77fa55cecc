// A picture as a component: the console's miniatures, drawn by the very functions the wall uses.
import { html } from 'htm/preact';
import { useEffect, useRef } from 'preact/hooks';
import { fonts, paint } from './paint.js';

/** @typedef {import('./paint.js').Picture} Picture */

/** Draws `scene` as a screen of `role` shows it, at whatever size its place has. */
export function Miniature(/** @type {Picture} */ picture) {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const latest = useRef(picture);
  latest.current = picture;
  useEffect(() => repaintOnResize(box, latest), []);
  useEffect(() => {
    if (box.current) paint(box.current, picture);
  });
  return html`<div class="picture-box" ref=${box}></div>`;
}

function repaintOnResize(
  /** @type {{current: HTMLElement | null}} */ box,
  /** @type {{current: Picture}} */ latest,
) {
  const repaint = () => {
    if (box.current) paint(box.current, latest.current);
  };
  const observer = new ResizeObserver(repaint);
  if (box.current) observer.observe(box.current);
  fonts().then(repaint);
  return () => observer.disconnect();
}
