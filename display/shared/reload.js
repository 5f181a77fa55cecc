// When a wall's page is to be loaded once more: the desk asked for it, or the server has newer files.

const FLAG = 'SC05';
const CALM = new Set(['SC00', 'SC01', 'SC13', 'SC22']); // nobody misses the half second
const TRIED = 'hall.edition';

export class Reload {
  #edition;
  #memory;
  /** @type {{journal: string, count: number} | null} */
  #known = null;

  /**
   * @param {string} edition the mark of the files this page was made of
   * @param {Pick<Storage, 'getItem' | 'setItem'>} memory of this tab, which outlives the page
   */
  constructor(edition = '', memory = sessionStorage) {
    this.#edition = edition;
    this.#memory = memory;
  }

  /** Is the page to be loaded again now? Never while the flag is shown; then as soon as it is not. */
  isDue(/** @type {import('./live.js').View} */ view) {
    const { journal, screen, scene } = view;
    const count = screen?.reload ?? 0;
    if (this.#known?.journal !== journal) this.#known = { journal, count };
    return (count > this.#known.count && scene?.code !== FLAG) || this.#isStale(view);
  }

  // After an upgrade, in a calm moment and once: whatever comes back then is what there is.
  #isStale(/** @type {import('./live.js').View} */ { edition, scene }) {
    if (!this.#edition || !edition || edition === this.#edition || !CALM.has(scene?.code)) return false;
    if (this.#memory.getItem(TRIED) === edition) return false;
    this.#memory.setItem(TRIED, edition);
    return true;
  }
}
