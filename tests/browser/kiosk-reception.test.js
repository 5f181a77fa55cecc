// The reception desk's thinking: whom the words find, and what a form sends.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { ACTIONS, REGISTER } from '../../kiosk/reception/actions.js';
import { isTroubled } from '../../kiosk/reception/kiosks.js';
import { together } from '../../kiosk/reception/together.js';
import { findAtServer, isScanned, Search } from '../../kiosk/reception/search.js';
import { argumentsOf, earlierToday, firstMissing, firstValues } from '../../kiosk/reception/values.js';

const AN = {
  id: 'C-037', name: 'Nguyễn Thị Mẫu An', salutation: 'đồng chí', position: 'Công nhân',
  seat: 'C-12', unit: 'LĐLĐ huyện Ninh Phước', present: false,
};
const VIEW = { units: [{ id: 'ninh-phuoc', name: 'LĐLĐ huyện Ninh Phước' }], classes: [] };
const ZONE = 'Asia/Ho_Chi_Minh';
const NOW = Date.parse('2020-07-10T00:40:30.000Z'); // 07:40:30 in the hall
const GIVEN = { person: AN, now: NOW, timeZone: ZONE };

beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
afterEach(() => mock.timers.reset());

const WELL = { storage: true, waiting: 0 };

for (const [why, kiosk, phase, troubled] of [
  ['is there and well', { connected: true, last_seen: 'now', health: WELL }, 'reception', false],
  ['holds scans', { connected: true, last_seen: 'now', health: { ...WELL, waiting: 1 } }, 'reception', true],
  ['was lost', { connected: false, last_seen: 'before', health: WELL }, 'preparing', true],
  ['has not come yet in the evening before', { connected: false, last_seen: null, health: null }, 'preparing', false],
  ['died with the server while guests come', { connected: false, last_seen: null, health: null }, 'reception', true],
  ['died with the server during the conference', { connected: false, last_seen: null, health: null }, 'live', true],
]) {
  test(`a kiosk that ${why} is ${troubled ? '' : 'no '}trouble`, () => {
    assert.equal(isTroubled(kiosk, phase), troubled);
  });
}

/** A search whose answers are given by hand. */
function searching() {
  const asked = [];
  const found = [];
  const search = new Search({
    find: (words) => new Promise((answer) => asked.push({ words, answer })),
    onFound: (people) => found.push(people),
  });
  return { search, asked, found };
}

async function settled() {
  for (let turn = 0; turn < 20; turn += 1) await null;
}

test('letters typed quickly are asked for once, when they rest', () => {
  const { search, asked } = searching();

  for (const words of ['an', 'an ', 'an m', 'an mau']) {
    search.type(words);
    mock.timers.tick(100);
  }
  mock.timers.tick(20);

  assert.deepEqual(asked.map(({ words }) => words), ['an mau']);
});

test('an older answer that comes late does not replace the newer one', async () => {
  const { search, asked, found } = searching();
  search.type('an');
  mock.timers.tick(120);
  search.type('an mau');
  mock.timers.tick(120);

  asked[1].answer([AN]);
  await settled();
  asked[0].answer([]);
  await settled();

  assert.deepEqual(found, [[AN]]);
});

test('Enter need not wait for the pause', async () => {
  const { search, asked } = searching();
  search.type('c-037');

  const people = search.now();
  asked[0].answer([AN]);

  assert.deepEqual(await people, [AN]);
});

test('the same words asked again meanwhile do not take an Enter away, newer words do', async () => {
  const { search, asked } = searching();
  search.type('an mau');
  const entered = search.now();
  search.now();
  asked[0].answer([]);
  asked[1].answer([AN]);
  assert.deepEqual(await entered, [AN]);

  const overtaken = search.now();
  search.type('an mau b');
  search.now();
  asked[2].answer([AN]);
  asked[3].answer([]);
  assert.equal(await overtaken, null);
});

test('a single letter is not searched for', async () => {
  const { search, asked } = searching();

  for (const words of ['a', ' b ']) {
    search.type(words);
    await search.now();
  }

  assert.equal(asked.length, 0);
});

test('a scanned code stands in no address', async (t) => {
  const sent = t.mock.method(globalThis, 'fetch', async () => ({ ok: false }));
  const find = findAtServer(null);

  for (const words of ['2020'.repeat(8), `https://x.example/${'7'.repeat(34)}`]) assert.deepEqual(await find(words), []);

  assert.equal(sent.mock.callCount(), 0);
});

test('badge numbers and years are words to search for', () => {
  assert.deepEqual(['C-037', '037', '1985', 'an'].map(isScanned), [false, false, false, false]);
});

const action = (command) => ACTIONS.find((each) => each.command === command);

test('checking in by hand names the person, the method and the reason', () => {
  const values = { method: 'forgotten', reason: ' Quên thẻ ', came_at: '' };

  assert.deepEqual(
    argumentsOf(action('check_in_by_hand'), { ...GIVEN, values, first: values }),
    { person: 'C-037', method: 'forgotten', reason: 'Quên thẻ' },
  );
});

test('a time read from the paper list becomes that instant of today', () => {
  assert.equal(earlierToday('07:12', NOW, ZONE), '2020-07-10T00:12:00.000Z');
  assert.equal(earlierToday('07:40', NOW, ZONE), '2020-07-10T00:40:00.000Z');
  assert.equal(earlierToday('23:50', NOW, ZONE), '2020-07-09T16:50:00.000Z');
});

test('a correction sends what was changed and nothing else', () => {
  const first = firstValues(action('correct_person'), AN, VIEW);

  assert.equal(first.unit, 'ninh-phuoc');
  assert.deepEqual(
    argumentsOf(action('correct_person'), {
      ...GIVEN, first, values: { ...first, full_name: 'Nguyễn Thị Mẫu Anh', hall_seat: '' },
    }),
    { person: 'C-037', full_name: 'Nguyễn Thị Mẫu Anh', hall_seat: '' },
  );
});

test('minutes are sent as a number', () => {
  assert.deepEqual(
    argumentsOf(action('expect_person'), { ...GIVEN, values: { minutes: '5' }, first: {} }),
    { person: 'C-037', minutes: 5 },
  );
});

test('a reason that is only spaces is still missing', () => {
  assert.equal(firstMissing(action('undo_check_in'), { reason: '  ' })?.name, 'reason');
  assert.equal(firstMissing(action('undo_check_in'), { reason: 'Nhầm người' }), null);
});

test('a late registration asks for name, class and delegation before anything is sent', () => {
  const values = firstValues(REGISTER, null, VIEW);

  assert.equal(firstMissing(REGISTER, values)?.name, 'full_name');
  assert.equal(firstMissing(REGISTER, { ...values, full_name: 'Lê Mẫu B' })?.name, 'delegate_class');
});

test('what is offered depends on whether the person is here', () => {
  const offered = (person) => ACTIONS.filter((each) => each.offered(person)).map((each) => each.command);

  assert.ok(offered(AN).includes('check_in_by_hand'));
  assert.ok(!offered(AN).includes('expect_person'));
  assert.ok(offered({ ...AN, vip: true }).includes('expect_person'));
  assert.ok(!offered({ ...AN, present: true }).includes('substitute'));
  const out = { ...AN, first_at: '2020-07-10T00:12:00.000Z', history: [{ what: 'left' }, { what: 'documents' }] };
  assert.ok(offered(out).includes('undo_check_out'));
  assert.ok(!offered({ ...out, history: [...out.history, { what: 'undone' }] }).includes('undo_check_out'));
});

test('those of one delegation who are still awaited are offered together', () => {
  const [here, wanted, gone] = [{ present: true }, { wanted: 'Ký nhận' }, { substituted_by: 'C-141' }].map((more) => ({ ...AN, ...more }));
  const other = { ...AN, id: 'C-038' };

  assert.deepEqual(together([AN, here, wanted, gone, other]), [AN, other]);
  assert.deepEqual(together([AN, here]), []);
  assert.deepEqual(together([AN, { ...other, unit: 'Đoàn khác' }]), []);
});
