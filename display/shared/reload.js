// When a wall's page is to be loaded once more: the desk asked for it since this page was loaded.

const FLAG = 'SC05';

export class Reload {
  /** @type {{journal: string, count: number} | null} */
  #known = null;

  /** Is the page to be loaded again now? Never while the flag is shown; then as soon as it is not. */
  isDue(/** @type {import('./live.js').View} */ { journal, screen, scene }) {
    const count = screen?.reload ?? 0;
    if (this.#known?.journal !== journal) this.#known = { journal, count };
    return count > this.#known.count && scene?.code !== FLAG;
  }
}
