// On time: the frame that stands for an instant of the server's clock, so that all walls change in the same one.

const HALF_FRAME = 8; // ms
const EARLY = 25; // ms before the instant from which frames are looked at
const LONGEST = 500; // ms: an instant farther away is a mistake
const PATIENCE = 100; // ms past the instant for a page that is given no frames

/** Resolves in the first frame at (or half a frame before) an instant; at once where it has passed. */
export function frameAt(/** @type {number | null | undefined} */ instant, /** @type {{now: () => number}} */ clock) {
  const wait = (instant ?? 0) - clock.now();
  if (!instant || wait <= 0 || wait > LONGEST) return Promise.resolve();
  return new Promise((/** @type {(_?: any) => void} */ resolve) => {
    const look = (/** @type {number} */ frame) => {
      const at = clock.now() - (performance.now() - frame);
      return at >= instant - HALF_FRAME ? resolve() : requestAnimationFrame(look);
    };
    setTimeout(() => requestAnimationFrame(look), Math.max(0, wait - EARLY));
    setTimeout(resolve, wait + PATIENCE);
  });
}
