// Draws one sample as a wall would, and measures what came out, page by page.
import { breakLines } from '/display/shared/breaks.js';
import { fitBox, turnPages } from '/display/shared/fit.js';
import { loadTexts } from '/display/shared/text.js';
import { drawOver, over } from '/display/scenes/over.js';
import { fonts, images, paint, put } from '/display/scenes/paint.js';
import { measure } from './measure.js';

const PAGE_MS = 8_000;
const box = document.getElementById('box');
const [slot, above] = box.children;

window.fitBox = fitBox;
window.show = async ({ role, scene, view, now }) => {
  document.body.classList.toggle('transparent', role === 'overlay');
  const at = Date.parse(now);
  const lies = over({ ...view, scene }, at);
  box.classList.toggle('with-message', Boolean(lies.message));
  paint(slot, { role, scene, view, now: at });
  put(above, drawOver(lies), at);
  await images(slot);
  return pages().map((page) => {
    turnPages(box, page * PAGE_MS);
    breakLines(box);
    return measure(box);
  });
};

// The first page comes last, so that it is the one that stays.
function pages() {
  const counts = [...box.querySelectorAll('[data-pages]')].map((fit) => Number(fit.dataset.pages));
  return Array.from({ length: Math.max(1, ...counts) }, (_, page) => page).reverse();
}

await loadTexts('vi');
await fonts();
window.isReady = true;
