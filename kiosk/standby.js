// What lets a kiosk go on without the server: its store, its outbox, its roster, and who carries what.
import { alone } from './alone.js';
import { ask, byRequest, bySocket } from './ask.js';
import { Clerk } from './clerk.js';
import { byBatch, Courier } from './courier.js';
import { asSent, Outbox } from './outbox.js';
import { fromServer, Roster } from './roster.js';
import { Store } from './store.js';

const VIEW = 'view';
const SYNC_EVERY_MS = 30_000;

/**
 * @typedef {import('./ask.js').CheckIn} CheckIn
 * @typedef {Record<string, any>} View
 * @typedef {object} Parts
 * @property {string} name of this kiosk's store; its tabs share it
 * @property {string} page which tab this is
 * @property {(event: string, payload: object) => Promise<any>} emit over the live connection
 * @property {() => string | null} token
 * @property {() => number} now the server's milliseconds, as well as this machine knows them
 * @property {(waiting: number, elsewhere: number) => void} onCount
 * @property {(works: boolean) => void} onStorage
 * @property {() => void} onRefused
 */

export class Standby {
  outbox;
  roster;
  store;
  #clerk;
  #isOver = false;
  #place = { kiosk: '', gate: /** @type {string | null} */ (null) };
  /** @type {string | undefined} */
  #journal;

  constructor(/** @type {Parts} */ { name, page, emit, token, now, onCount, onStorage, onRefused }) {
    const clock = () => ({ now: Date.now(), ticks: performance.now(), page, journal: this.#journal });
    this.store = new Store(name);
    this.outbox = new Outbox(this.store, clock, onCount);
    this.roster = new Roster(this.store, fromServer(token), () => ({ at: new Date(now()).toISOString(), ...this.#place }));
    const courier = new Courier({
      outbox: this.outbox,
      post: byBatch(token, clock),
      alone: (work) => alone(name, this.store, page, work),
      isUnderWay: (kept) => this.#clerk.isUnderWay(kept),
      onAnswer: (kept, answer) => this.#clerk.delivered(kept, answer),
      onRefused,
    });
    this.#clerk = new Clerk({
      outbox: this.outbox,
      courier,
      roster: this.roster,
      send: (kept) => emit('check_in', asSent(kept, clock())),
      askUnwritten: (scan) => ask(scan, [bySocket({ emit }), byRequest(token)]),
      onStorage,
      onRefused,
    });
  }

  /** Take out what was kept; resolves to the last view, if there was one. */
  async start() {
    await this.roster.load();
    await this.outbox.count().catch(() => {});
    setInterval(() => (this.#isOver ? this.#wipe() : this.roster.sync()), SYNC_EVERY_MS);
    const view = /** @type {View | null} */ (await this.store.read(VIEW).catch(() => null));
    if (view) this.#learn(view);
    return view;
  }

  /** The answer to a scan, from the server or from this kiosk. */
  ask(/** @type {CheckIn} */ scan) {
    return this.#clerk.ask(scan);
  }

  /** The server is there: it gets what waits. */
  online() {
    return this.#clerk.online();
  }

  /** The newest view: kept for the next start, and it tells whether the roster is the newest. */
  async seen(/** @type {View} */ view) {
    this.#isOver = view['phase'] === 'closed';
    const before = this.#journal;
    this.#learn(view);
    if (before !== this.#journal) await this.#changeDay(before);
    if (!this.#isOver) this.roster.reopen();
    const isNew = !this.#isOver && view['roster'] !== this.roster.version;
    await Promise.all([
      this.online(),
      this.store.write(VIEW, view).catch(() => {}),
      isNew && this.roster.sync(),
    ]);
    if (this.#isOver) await this.#wipe();
  }

  async #changeDay(/** @type {string | undefined} */ before) {
    if (before && conferenceOf(before) !== conferenceOf(this.#journal ?? '')) await this.roster.forgetLetIn();
    await this.outbox.recall().catch(() => {});
  }

  #learn(/** @type {View} */ view) {
    this.#journal = view['journal'];
    const { name = '', gate = null } = view['kiosk'] ?? {};
    this.#place = { kiosk: name, gate };
    this.roster.isOf(view['digits']);
  }

  // What the server does not have yet stays until it has it.
  async #wipe() {
    const isDrained = await this.outbox.clear().catch(() => false);
    if (isDrained && this.#isOver) await this.roster.wipe().catch(() => {});
  }
}

// A journal that was restored has another id, whose beginning stays.
const conferenceOf = (/** @type {string} */ journal) => journal.split('-')[0];
