// A picture as a component: the console's miniatures, drawn by the very functions the wall uses.
import { html } from 'htm/preact';
import { useEffect, useRef } from 'preact/hooks';
import { drawOver, over } from './over.js';
import { fonts, paint, put } from './paint.js';

/** @typedef {import('./paint.js').Picture} Picture */

/** Draws `scene` as a screen of `role` shows it, with what lies over it, at whatever size its place has. */
export function Miniature(/** @type {Picture} */ picture) {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const latest = useRef(picture);
  latest.current = picture;
  useEffect(() => repaintOnResize(box, latest), []);
  useEffect(() => {
    if (box.current) draw(box.current, picture);
  });
  return html`<div class="picture-box glass" ref=${box}><div class="picture-box slot"></div>
    <div class="picture-box above-all"></div></div>`;
}

function draw(/** @type {HTMLElement} */ box, /** @type {Picture} */ picture) {
  const [slot, above] = /** @type {HTMLElement[]} */ ([...box.children]);
  if (!slot || !above) return;
  const lies = over({ ...picture.view, scene: picture.scene }, picture.now);
  box.classList.toggle('with-message', Boolean(lies.message));
  paint(slot, picture);
  put(above, drawOver(lies), picture.now);
}

function repaintOnResize(
  /** @type {{current: HTMLElement | null}} */ box,
  /** @type {{current: Picture}} */ latest,
) {
  const repaint = () => {
    if (box.current) draw(box.current, latest.current);
  };
  const observer = new ResizeObserver(repaint);
  if (box.current) observer.observe(box.current);
  fonts().then(repaint);
  return () => observer.disconnect();
}
