// The reader of codes, in a worker: started before the rest of the page, so that it is ready when the camera is.

/** Whether this page may use a camera at all: browsers allow it on secure pages only. */
export const isAllowed = () => isSecureContext && Boolean(navigator.mediaDevices);

const make = () => new Worker(new URL('./camera-worker.js', import.meta.url), { type: 'module' });

let early = isAllowed() ? make() : null;

/** A reader: the one that was started early, or a new one. */
export function reader() {
  const ready = early ?? make();
  early = null;
  return ready;
}
