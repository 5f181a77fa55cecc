// The outbox: what a scan's age is, who may carry, and that nothing is forgotten before the server has it.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { isHeld } from '../../kiosk/alone.js';
import { Clerk } from '../../kiosk/clerk.js';
import { Courier } from '../../kiosk/courier.js';
import { ageMs, asSent } from '../../kiosk/outbox.js';

const NOON = Date.parse('2020-07-10T05:00:00.000Z');
const YEARS = 5 * 365 * 24 * 3_600_000;
const ACCEPTED = { verdict: 'accepted' };
const OWN = { verdict: 'accepted', offline: true };

beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
afterEach(() => mock.timers.reset());

async function settled() {
  for (let turn = 0; turn < 40; turn += 1) await null;
}

/** An outbox in memory. */
class Box {
  scans = [];
  aside = [];
  #seq = 0;

  async add(scan) {
    const kept = { ...scan, seq: (this.#seq += 1) };
    this.scans.push(kept);
    return { kept, before: this.scans.length - 1 };
  }

  async oldest(most) {
    return this.scans.slice(0, most);
  }

  async remove(gone) {
    this.scans = this.scans.filter(({ seq }) => !gone.some((one) => one.seq === seq));
  }

  async setElsewhere(scans) {
    for (const scan of scans) await this.setAside(scan);
  }

  async setAside(scan) {
    this.aside.push(scan);
    await this.remove([scan]);
  }
}

/** A courier whose server is the list of replies; the last one stays. */
function courier({ box = new Box(), replies, ids = [] }) {
  ids.forEach((id) => box.add({ id }));
  const sent = [];
  const brought = [];
  const refused = [];
  const carrier = new Courier({
    outbox: box,
    post: async (scans) => {
      sent.push(scans.map(({ id }) => id));
      const reply = replies.length > 1 ? replies.shift() : replies[0];
      return reply === 'all' ? { answers: scans.map(() => ACCEPTED) } : reply;
    },
    alone: (work) => work(),
    isUnderWay: ({ id }) => id === 'under way',
    onAnswer: ({ id }) => brought.push(id),
    onRefused: () => refused.push(true),
  });
  return { carrier, box, sent, brought, refused };
}

test('within one page a scan ages by a clock that nobody can set', () => {
  const kept = { id: '1', code: 'C-1', at: NOON + YEARS, ticks: 1_000, page: 'a' };

  assert.equal(ageMs(kept, { now: NOON, ticks: 91_000, page: 'a' }), 90_000);
});

test('after a reload the age is what the kiosk’s clock says, wrong as it may be throughout', () => {
  const kept = { id: '1', code: 'C-1', at: NOON + YEARS, ticks: 80_000, page: 'a' };

  assert.equal(ageMs(kept, { now: NOON + YEARS + 90_000, ticks: 10, page: 'b' }), 90_000);
});

test('the server gets a scan’s age, never the kiosk’s time', () => {
  const kept = { id: '1', code: 'C-1', direction: 'out', seq: 7, at: NOON, ticks: 5, page: 'a' };

  assert.deepEqual(asSent(kept, { now: NOON + 20, ticks: 25, page: 'b' }), {
    id: '1', code: 'C-1', age_ms: 20, direction: 'out',
  });
});

test('a machine that has slept tells both ages: one of its clocks stood still meanwhile', () => {
  const kept = { id: '1', code: 'C-1', seq: 7, at: NOON, ticks: 5, page: 'a' };

  const { age_ms: age, clock_age_ms: byClock } = asSent(kept, { now: NOON + 600_000, ticks: 1_005, page: 'a' });
  assert.deepEqual([1_000, 600_000], [age, byClock]);
});

test('a lease is held by another tab until it runs out, and never by a clock that was set back', () => {
  assert.equal(isHeld(undefined, 'me', NOON), false);
  assert.equal(isHeld({ holder: 'me', until: NOON + 5_000 }, 'me', NOON), false);
  assert.equal(isHeld({ holder: 'you', until: NOON + 5_000 }, 'me', NOON), true);
  assert.equal(isHeld({ holder: 'you', until: NOON - 1 }, 'me', NOON), false);
  assert.equal(isHeld({ holder: 'you', until: NOON + YEARS }, 'me', NOON), false);
});

test('what waits is carried in order, fifty at a time', async () => {
  const ids = Array.from({ length: 120 }, (_, n) => String(n));
  const { carrier, box, sent, brought } = courier({ ids, replies: ['all'] });

  await carrier.deliver();

  assert.deepEqual([50, 50, 20], sent.map((batch) => batch.length));
  assert.deepEqual([ids, ids, []], [sent.flat(), brought, box.scans]);
});

test('without an acknowledgement nothing is forgotten, and it is tried again', async () => {
  const { carrier, box, sent } = courier({ ids: ['1', '2'], replies: [null, { code: 'fault' }, 'all'] });

  await carrier.deliver();
  assert.deepEqual(['1', '2'], box.scans.map(({ id }) => id));
  mock.timers.tick(500);
  await settled();
  mock.timers.tick(1_000);
  await settled();

  assert.deepEqual([3, []], [sent.length, box.scans]);
});

test('of a batch only what the server answered is forgotten', async () => {
  const half = { answers: [ACCEPTED, { code: 'journal_unwritable' }] };
  const { carrier, box } = courier({ ids: ['1', '2'], replies: [half, null] });

  await carrier.deliver();

  assert.deepEqual(['2'], box.scans.map(({ id }) => id));
});

test('a scan the server cannot read is set aside and does not hold up the others', async () => {
  const { carrier, box, sent } = courier({
    ids: ['bad', '2', '3'], replies: [{ code: 'bad_request' }, { code: 'bad_request' }, 'all'],
  });

  await carrier.deliver();

  assert.deepEqual([['bad', '2', '3'], ['bad'], ['2', '3']], sent);
  assert.deepEqual([['bad'], []], [box.aside.map(({ id }) => id), box.scans]);
});

test('scans of another day are kept apart, and do not hold up those of this one', async () => {
  const { carrier, box, brought } = courier({
    ids: ['rehearsed', 'real'], replies: [{ answers: [{ code: 'other_journal' }, ACCEPTED] }],
  });

  await carrier.deliver();

  assert.deepEqual([['rehearsed'], [], ['real']], [box.aside.map(({ id }) => id), box.scans, brought]);
});

test('the server hears in whose day a scan was made', () => {
  const kept = { id: '1', code: 'C-1', seq: 7, at: NOON, ticks: 5, page: 'a', journal: 'ab12-cd' };

  assert.equal(asSent(kept, { now: NOON, ticks: 25, page: 'a' }).journal, 'ab12-cd');
});

test('what answers there and is not our server gets nothing to forget', async () => {
  const { carrier, box } = courier({ ids: ['1'], replies: [{ code: undefined }] });

  await carrier.deliver();

  assert.deepEqual([1, []], [box.scans.length, box.aside]);
});

test('a revoked kiosk keeps what it holds', async () => {
  const { carrier, box, refused } = courier({ ids: ['1'], replies: [{ code: 'not_signed_in' }] });

  await carrier.deliver();

  assert.deepEqual([1, 1], [refused.length, box.scans.length]);
});

test('what the live connection is just sending is not sent a second time', async () => {
  const { carrier, sent } = courier({ ids: ['under way', '2'], replies: ['all'] });

  await carrier.deliver();

  assert.deepEqual([['2']], sent);
});

/** A clerk whose server answers by hand; `network` is how the courier fares. */
function clerk({
  send = () => new Promise(() => {}), box = new Box(), deliver = async () => {}, keepable = (scan) => scan,
  isMisdialled = () => false, askUnwritten = async () => ({ verdict: 'asked without the outbox' }),
} = {}) {
  const told = { storage: [], refused: 0, carried: 0, left: [] };
  const one = new Clerk({
    outbox: box,
    courier: { deliver: () => { told.carried += 1; return deliver(); } },
    roster: { answer: () => OWN, keepable, isMisdialled, leaves: (code) => told.left.push(code) },
    send,
    askUnwritten,
    onStorage: (works) => told.storage.push(works),
    onRefused: () => { told.refused += 1; },
  });
  return { one, box, told };
}

test('a scan is written down before it is sent, and forgotten once the server has answered', async () => {
  const box = new Box();
  const written = [];
  const { one } = clerk({ box, send: async () => { written.push(box.scans.length); return ACCEPTED; } });

  assert.equal(await one.ask({ id: '1', code: 'C-1' }), ACCEPTED);
  await settled();
  assert.deepEqual([[1], []], [written, box.scans]);
});

test('nobody waits at the door while the disk forgets their scan, and the next scan does not queue behind it', async () => {
  const box = new Box();
  let forgotten = () => {};
  const remove = (scans) => new Promise((resolve) => { forgotten = () => resolve(Box.prototype.remove.call(box, scans)); });
  const { one, told } = clerk({ box: Object.assign(box, { remove }), send: async () => ACCEPTED });

  assert.equal(await one.ask({ id: '1', code: 'C-1' }), ACCEPTED);
  const [first] = box.scans;
  assert.ok(one.isUnderWay(first));
  assert.equal(await one.ask({ id: '2', code: 'C-2' }), ACCEPTED);
  assert.equal(told.carried, 0);
  forgotten();
  await settled();
  assert.equal(one.isUnderWay({ id: '2' }), false);
});

test('a server that is silent for 800 ms is answered for, and its late answer still counts', async () => {
  let answer = () => {};
  const { one, box } = clerk({ send: () => new Promise((resolve) => { answer = resolve; }) });

  const asked = one.ask({ id: '1', code: 'C-1' });
  await settled();
  mock.timers.tick(800);
  assert.equal(await asked, OWN);
  assert.equal(box.scans.length, 1);
  answer(ACCEPTED);
  await settled();

  assert.deepEqual(box.scans, []);
});

test('once it knows that the server is gone it answers at once', async () => {
  const { one, told } = clerk({ send: async () => null });
  await one.ask({ id: '1', code: 'C-1' });

  assert.equal(await one.ask({ id: '2', code: 'C-2' }), OWN);
  assert.equal(told.carried, 2);
});

test('whoever goes out is let in again, also where the server has answered', async () => {
  const { one, told } = clerk({ send: async () => ACCEPTED });

  await one.ask({ id: '1', code: 'C-1', direction: 'out' });
  await one.ask({ id: '2', code: 'C-2' });

  assert.deepEqual(['C-1'], told.left);
});

test('when the server is back it is asked again', async () => {
  let reply = null;
  const { one, box } = clerk({ send: async () => reply });
  await one.ask({ id: '1', code: 'C-1' });
  reply = ACCEPTED;
  await one.online();
  await box.remove(box.scans);

  assert.equal(await one.ask({ id: '2', code: 'C-2' }), ACCEPTED);
});

test('behind older scans a new one queues, and gets its answer from the courier', async () => {
  const box = new Box();
  await box.add({ id: 'older' });
  const sent = [];
  const { one } = clerk({
    box,
    send: async () => { sent.push('live'); return ACCEPTED; },
    deliver: async () => one.delivered({ id: 'newer' }, ACCEPTED),
  });

  assert.equal(await one.ask({ id: 'newer', code: 'C-1' }), ACCEPTED);
  assert.deepEqual(sent, []);
});

test('a kiosk that was turned out says so', async () => {
  const { one, told } = clerk({ send: async () => ({ code: 'not_signed_in' }) });

  await one.ask({ id: '1', code: 'C-1' });

  assert.equal(told.refused, 1);
});

test('what may not be kept is asked about all the same, and is no fault of the disk', async () => {
  const box = new Box();
  const { one, told } = clerk({ box, keepable: () => null });

  assert.equal((await one.ask({ id: '1', code: '9'.repeat(34) })).verdict, 'asked without the outbox');
  assert.deepEqual([[], []], [box.scans, told.storage]);
});

const MISDIALLED = { verdict: 'misdialled', offline: true };

test('a number that is in no roster is written down nowhere: alone, the kiosk asks for it again', async () => {
  const { one, box } = clerk({ isMisdialled: () => true, askUnwritten: async () => null });

  assert.deepEqual(await one.ask({ id: '1', code: 'C-999' }), MISDIALLED);
  assert.deepEqual(await one.ask({ id: '2', code: 'C-999' }), MISDIALLED);
  assert.deepEqual(box.scans, []);
});

test('a number that is in no roster yet is asked of the server, and not waited for longer than any', async () => {
  const { one, box } = clerk({ isMisdialled: () => true, askUnwritten: async () => ACCEPTED });
  assert.equal(await one.ask({ id: '1', code: 'C-141' }), ACCEPTED);

  const silent = clerk({ isMisdialled: () => true, askUnwritten: () => new Promise(() => {}) });
  const asked = silent.one.ask({ id: '1', code: 'C-141' });
  await settled();
  mock.timers.tick(800);
  assert.deepEqual([await asked, box.scans], [MISDIALLED, []]);
});

test('a full disk stops nobody while the server is there, and is reported', async () => {
  const box = new Box();
  box.add = async () => { throw new DOMException('full', 'QuotaExceededError'); };
  const { one, told } = clerk({ box });

  assert.equal((await one.ask({ id: '1', code: 'C-1' })).verdict, 'asked without the outbox');
  assert.deepEqual(told.storage, [false]);
});
