// Looking at any step without sending it: which one, and what the server says it would show.
import { signal } from '@preact/signals';

/** @typedef {{item: string, step?: string}} Place */

export class Look {
  place = signal(/** @type {Place | null} */ (null));
  seen = signal(/** @type {Record<string, any> | null} */ (null));
  #ask;

  /** @param {(place: Place) => Promise<Record<string, any> | null>} ask */
  constructor(ask = overHttp) {
    this.#ask = ask;
  }

  /** Look at a step, or at an item's first. */
  at(/** @type {Place} */ place) {
    this.place.value = place;
    return this.refresh();
  }

  /** Look no longer: the next picture is in its place again. */
  away() {
    this.place.value = null;
    this.seen.value = null;
  }

  /** Look one step before or after the one looked at; from nowhere, begin at `start`. */
  from(/** @type {'before' | 'after'} */ way, /** @type {Place | null} */ start = null) {
    return this.place.value ? this.beside(way) : start && this.at(start);
  }

  /** Look one step before or after the one looked at. */
  beside(/** @type {'before' | 'after'} */ way) {
    const there = this.seen.value?.[way];
    return there && this.at(there);
  }

  /** The day has changed: look again. An answer for a place one has left is not shown. */
  async refresh() {
    const place = this.place.value;
    if (!place) return;
    const seen = await this.#ask(place);
    if (place !== this.place.value) return;
    if (seen?.code === 'unknown_step' || seen?.code === 'unknown_item') this.away();
    else if (seen && !seen.code) this.seen.value = seen;
  }
}

async function overHttp(/** @type {Place} */ { item, step }) {
  const place = new URLSearchParams({ item, ...(step && { step }) });
  const answer = await fetch(`/api/v1/preview?${place}`).catch(() => null);
  return answer?.json() ?? null;
}
