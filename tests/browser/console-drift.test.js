// How late the morning runs: said in words, and growing on the page as long as nobody sends a new view.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canGive, driftWords, elapsed, forecast, savings, timed } from '../../display/console/drift.js';

const SEEN = Date.parse('2020-07-10T01:00:00.000Z');
const MINUTE = 60_000;
const at = (minutes) => new Date(SEEN + minutes * MINUTE).toISOString();

const speaking = (item = {}) => ({
  phase: 'in_session',
  conference: { starts_at: at(10) },
  at: at(0),
  drift_s: 120,
  expected_end: at(200),
  item: { started_at: at(-6), target_s: 8 * 60, paused_at: null, paused_s: 0, ...item },
});

for (const [seconds, key, n] of [[430, 'late', 7], [-185, 'early', 3], [59, 'on_time', 0], [-59, 'on_time', 0]]) {
  test(`${seconds} seconds are said as ${key} ${n}`, () => {
    assert.deepEqual({ key: `console.drift.${key}`, n }, driftWords(seconds));
  });
}

test('the drift stands still while the item is within its minutes', () => {
  assert.deepEqual({ drift: 120, end: SEEN + 200 * MINUTE }, forecast(speaking(), SEEN + 2 * MINUTE));
});

test('the drift and the end grow with every minute the item runs over', () => {
  assert.deepEqual({ drift: 300, end: SEEN + 203 * MINUTE }, forecast(speaking(), SEEN + 5 * MINUTE));
});

test('a pause moves the end at once', () => {
  const standing = speaking({ paused_at: at(-1) });

  assert.equal(180, forecast(standing, SEEN + MINUTE).drift);
});

test('before the first item, the drift begins to grow when the conference should have begun', () => {
  const waiting = { ...speaking(), item: null, drift_s: 0 };

  assert.deepEqual([0, 120], [9, 12].map((minute) => forecast(waiting, SEEN + minute * MINUTE).drift));
});

test('where nobody named an hour, nothing is late before the first item, and the end moves away', () => {
  const waiting = { ...speaking(), item: null, drift_s: 0, conference: { starts_at: null } };

  assert.deepEqual({ drift: 0, end: SEEN + 212 * MINUTE }, forecast(waiting, SEEN + 12 * MINUTE));
});

test('nothing grows once the conference is closed', () => {
  assert.equal(120, forecast({ ...speaking(), phase: 'closed' }, SEEN + 60 * MINUTE).drift);
});

test('the time an item has run leaves its pauses out', () => {
  const item = { started_at: at(-6), paused_s: 60, paused_at: at(-1) };

  assert.equal(4 * MINUTE, elapsed(item, SEEN + 3 * MINUTE));
});

test('the big clock counts the speech where it has minutes of its own', () => {
  const step = { id: '8:speech-1', started_at: at(-2), target_s: 420 };

  assert.deepEqual([step, 'item'], [timed({ item: 'item', step }), timed({ item: 'item', step: { target_s: null } })]);
});

test('a pause of the item stops the clock of the speech', () => {
  const step = { started_at: at(-2), target_s: 420 };

  assert.equal(at(-1), timed({ item: { paused_at: at(-1) }, step }).paused_at);
});

test('only items the office said can be shortened are offered, never a ceremony', () => {
  const items = [
    { id: '8', gives_s: 660, gives_time: 'bớt một tham luận', locked: false },
    { id: '9', gives_s: 240, gives_time: null, locked: false },
    { id: '16', gives_s: 30, gives_time: 'một ít', locked: false },
    { id: '17', gives_s: 60, gives_time: 'một ít', locked: true },
  ];

  assert.deepEqual([['8'], 11], [savings({ items }).map(({ id }) => id), canGive({ items })]);
});
