// Sees to it that the browser keeps this page, and that a newer one takes over only when nothing is lost.

const WORKER = '/kiosk/worker.js';
const SCOPE = '/kiosk';
const LOOK_EVERY_MS = 3_000;

export class Keeper {
  /** @type {ServiceWorkerRegistration | null} */
  #registration = null;
  #isNewer = false;
  #mayChange;
  #openAfresh;

  /**
   * @param {() => Promise<boolean>} mayChange whether the page could be opened afresh just now
   * @param {() => void} [openAfresh]
   */
  constructor(mayChange, openAfresh = () => location.reload()) {
    this.#mayChange = mayChange;
    this.#openAfresh = openAfresh;
  }

  /** Whether this page opens without the server from now on; browsers allow it on secure pages only. */
  async start() {
    const { serviceWorker: workers } = navigator;
    if (!workers) return false;
    // The first worker of all has kept this very page; every later one another.
    let hadOne = Boolean(workers.controller);
    workers.addEventListener('controllerchange', () => {
      this.#isNewer = hadOne;
      hadOne = true;
    });
    this.#registration = await workers.register(WORKER, { scope: SCOPE, updateViaCache: 'none' })
      .catch(() => workers.getRegistration(SCOPE).then((found) => found ?? null));
    setInterval(() => this.#look(), LOOK_EVERY_MS);
    navigator.storage?.persist().catch(() => {});
    return this.#registration !== null;
  }

  /** Ask whether the server has a newer page. */
  async refresh() {
    await this.#registration?.update().catch(() => {});
  }

  async #look() {
    const waiting = this.#registration?.waiting;
    if (!(waiting || this.#isNewer) || !(await this.#mayChange())) return;
    if (waiting) waiting.postMessage('take over');
    else this.#openAfresh();
  }
}
