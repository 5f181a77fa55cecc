// The lock of a kiosk's page: the PIN it knows by itself, what wrong tries cost, and what the server hears.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { argon2id, argon2Verify } from 'hash-wasm';
import { Lock } from '../../kiosk/lock.js';

const COST = { salt: new Uint8Array(16), iterations: 1, memorySize: 64, parallelism: 1, hashLength: 32 };
/** @type {{hash: string}} */
const KEPT = { hash: await argon2id({ ...COST, password: '482915', outputType: 'encoded' }) };

function machine(facts = new Map()) {
  const clock = { now: 1_000_000 };
  let n = 0;
  const store = {
    read: async (/** @type {string} */ name) => facts.get(name),
    write: async (/** @type {string} */ name, /** @type {unknown} */ value) => void facts.set(name, structuredClone(value)),
  };
  const lock = new Lock({ store, verify: argon2Verify, now: () => clock.now, newId: () => `id-${(n += 1)}` });
  return { lock, clock, facts };
}

test('the right PIN opens, another does not', async () => {
  const { lock } = machine();

  assert.deepEqual([await lock.opens(KEPT, '482916'), await lock.opens(KEPT, '482915')], [false, true]);
});

test('after three wrong tries the waiting begins, and grows', async () => {
  const { lock, clock } = machine();
  const waits = [];
  for (let wrong = 0; wrong < 6; wrong += 1) {
    await lock.opens(KEPT, '000001');
    waits.push(lock.waitMs / 1_000);
    clock.now += lock.waitMs;
  }

  assert.deepEqual(waits, [0, 0, 10, 30, 120, 300]);
});

test('while one waits, not even the right PIN is looked at', async () => {
  const { lock, clock } = machine();
  for (const pin of ['000001', '000002', '000003']) await lock.opens(KEPT, pin);

  assert.equal(await lock.opens(KEPT, '482915'), false);
  clock.now += 10_000;
  assert.equal(await lock.opens(KEPT, '482915'), true);
});

test('starting the machine anew gives no more tries', async () => {
  const { lock, facts } = machine();
  for (const pin of ['000001', '000002', '000003']) await lock.opens(KEPT, pin);
  const again = machine(facts).lock;
  await again.load();

  assert.equal(again.waitMs, 10_000);
});

test('a clock that was set back holds nobody for ever', async () => {
  const { lock, clock } = machine();
  for (const pin of ['000001', '000002', '000003']) await lock.opens(KEPT, pin);
  clock.now -= 1e10;

  assert.equal(lock.waitMs, 300_000);
});

test('the PIN is kept nowhere', async () => {
  const { lock, facts } = machine();
  await lock.opens(KEPT, '000001');
  await lock.opens(KEPT, '482915');

  assert.doesNotMatch(JSON.stringify([...facts]), /482915|000001/);
});

test('the server hears of a leaving once, when it is there again', async () => {
  const { lock, clock, facts } = machine();
  await lock.opens(KEPT, '000001');
  await lock.opens(KEPT, '482915');
  await lock.report(async () => null);
  const { lock: after, clock: later } = machine(facts);
  await after.load();
  later.now = clock.now + 60_000;
  /** @type {object[]} */
  const heard = [];
  const emit = async (/** @type {string} */ event, /** @type {object} */ payload) => (heard.push({ event, ...payload }), { version: 9 });
  await after.report(emit);
  await after.report(emit);

  assert.deepEqual(heard, [
    { event: 'command', id: 'id-1', command: 'leave_kiosk', args: { age_s: 60, wrong: 1 } },
  ]);
});
