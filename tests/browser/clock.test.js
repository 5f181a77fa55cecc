// Time as people read it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { localTime, minutesLeft, mmss } from '../../display/shared/clock.js';
import { ServerClock } from '../../display/shared/server-clock.js';

const DAY = 1_595_550_000_000; // the server's milliseconds, far from this machine's

test('a span counts down to zero and goes on with a minus', () => {
  assert.deepEqual(
    ['12:47', '1:00', '0:01', '0:00', '−0:01', '−1:05'],
    [767_000, 59_001, 1, -999, -1_000, -65_000].map(mmss),
  );
});

test('minutes are rounded up and never below zero', () => {
  assert.deepEqual([10, 1, 0, 0], [540_001, 1, 0, -5].map(minutesLeft));
});

test('an instant is told in the time zone of the conference, wherever the screen was bought', () => {
  assert.equal('09:45', localTime('2020-07-24T02:45:00.000Z', 'Asia/Ho_Chi_Minh'));
  assert.equal('00:05', localTime('2020-07-23T17:05:00.000Z', 'Asia/Ho_Chi_Minh'));
});

test('the sample with the smallest round trip sets the clock', () => {
  let device = 1_000;
  const clock = new ServerClock(() => device);

  clock.learn(900, DAY + 990, 1_000); // 100 ms there and back, 40 ms off
  clock.learn(996, DAY + 998, 1_000); // 4 ms there and back, exact
  device = 2_000;

  assert.equal(DAY + 2_000, clock.now());
  assert.equal(4, clock.rtt);
});

test('before any sample a view sets the clock, and the first sample overrules it', () => {
  let device = 1_000;
  const clock = new ServerClock(() => device);

  clock.hear(DAY + 995);
  device = 2_000;
  assert.equal(DAY + 1_995, clock.now());
  clock.learn(1_998, DAY + 2_000, 2_002);

  assert.equal(DAY + 2_000, clock.now());
});

test('a doubtful new sample overrules a good one that has grown old', () => {
  let device = 0;
  const clock = new ServerClock(() => device);

  clock.learn(0, DAY, 0);
  device = 59_000;
  clock.learn(58_998, DAY + 59_003, 59_000); // the quartz has drifted by 4 ms

  assert.equal(DAY + 59_004, clock.now());
});

test('after a reconnect the first sample of the new server replaces all of the old', () => {
  const device = 1_000;
  const clock = new ServerClock(() => device);
  clock.learn(1_000, DAY, 1_000);

  clock.renew();
  assert.equal(DAY, clock.now());
  clock.learn(980, 5_000, 1_000);

  assert.equal(5_010, clock.now());
});
