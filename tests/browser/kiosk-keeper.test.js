// A newer page takes over only when nobody stands at the kiosk and nothing waits to be sent.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { Keeper } from '../../kiosk/keeper.js';

const LOOK_MS = 3_000;

beforeEach(() => mock.timers.enable({ apis: ['setInterval'] }));
afterEach(() => mock.timers.reset());

async function look() {
  mock.timers.tick(LOOK_MS);
  for (let turn = 0; turn < 20; turn += 1) await null;
}

/** A browser that keeps pages; `waiting` is the newer worker, if there is one. */
function browser({ controller = {}, waiting = null, workers = true } = {}) {
  const told = { messages: [], reloads: 0, updates: 0 };
  const registration = { waiting, update: async () => { told.updates += 1; } };
  if (waiting) waiting.postMessage = (message) => told.messages.push(message);
  const listeners = {};
  const serviceWorker = {
    controller,
    register: async () => registration,
    getRegistration: async () => null,
    addEventListener: (event, listener) => { listeners[event] = listener; },
  };
  Object.defineProperty(globalThis, 'navigator', {
    configurable: true, value: workers ? { serviceWorker } : {},
  });
  globalThis.location = { reload: () => { told.reloads += 1; } };
  return { told, change: () => listeners.controllerchange() };
}

test('a newer page waits as long as scans wait, and takes over when none does', async () => {
  const { told } = browser({ waiting: {} });
  let isAtRest = false;
  await new Keeper(async () => isAtRest).start();

  await look();
  assert.deepEqual(told.messages, []);
  isAtRest = true;
  await look();

  assert.deepEqual(told.messages, ['take over']);
});

test('once it has taken over the page is opened afresh, again only at rest', async () => {
  const { told, change } = browser();
  let isAtRest = false;
  await new Keeper(async () => isAtRest).start();

  change();
  await look();
  assert.equal(told.reloads, 0);
  isAtRest = true;
  await look();

  assert.equal(told.reloads, 1);
});

test('the first page that is kept is the one being shown: it stays', async () => {
  const { told, change } = browser({ controller: null });
  await new Keeper(async () => true).start();

  change();
  await look();

  assert.equal(told.reloads, 0);
});

test('the second one after that is another page', async () => {
  const { told, change } = browser({ controller: null });
  await new Keeper(async () => true).start();

  change();
  change();
  await look();

  assert.equal(told.reloads, 1);
});

test('on plain http nothing is kept, and that is known', async () => {
  browser({ workers: false });

  assert.equal(await new Keeper(async () => true).start(), false);
});

test('the server is asked for a newer page when it is there again', async () => {
  const { told } = browser();
  const keeper = new Keeper(async () => true);
  await keeper.start();

  await keeper.refresh();

  assert.equal(told.updates, 1);
});
