// Tells the server every ten seconds how this kiosk is, so that reception sees trouble before delegates do.

const TELL_EVERY_MS = 10_000;

/** @typedef {{waiting: number, elsewhere: number, roster_version: string | null, roster_age_s: number | null,
 *   camera: string, storage: boolean, page?: string}} Health */

/** Tell now and from now on; `emit` is the live connection's. */
export function tellHealth(
  /** @type {(event: string, health: object) => void} */ emit,
  /** @type {() => Health} */ feel,
) {
  const tell = async () => emit('health', { ...feel(), ...(await battery()) });
  setInterval(tell, TELL_EVERY_MS);
  return tell;
}

// Only Chromium tells, and only on secure pages.
async function battery() {
  const { getBattery } = /** @type {any} */ (navigator);
  const found = await getBattery?.call(navigator).catch(() => null);
  const isOnMains = !found || (found.charging && found.level === 1);
  return isOnMains ? {} : { battery: found.level };
}
