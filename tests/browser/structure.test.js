// The chart of the arrivals: a line from nobody to how many have come, over the hours of the clock.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { curve, hours } from '../../display/shared/arrivals.js';

const at = (time) => `2020-07-10T${time}:00.000Z`;
const over = (...times) => times.map((time) => ({ at: at(time), come: 0 }));
const clock = (marks) => marks.map((mark) => [new Date(mark.at).toISOString().slice(11, 16), mark.part]);

test('the top of the chart is everybody expected', () => {
  const points = [0, 70, 140].map((come) => ({ at: at('00:00'), come }));
  assert.equal(curve(points, 140), 'M0 64 L120 32 L240 0');
});

test('more than expected still fit', () => {
  const points = [0, 10].map((come) => ({ at: at('00:00'), come }));
  assert.equal(curve(points, 5), 'M0 64 L240 0');
});

test('a conference of nobody divides by nothing', () => {
  assert.equal(curve([{ at: at('00:00'), come: 0 }], 0), 'M0 64');
});

test('half an hour is marked by every ten minutes, each at its place', () => {
  assert.deepEqual(clock(hours(over('06:05', '06:20', '06:35'))), [
    ['06:10', 0.167], ['06:20', 0.5], ['06:30', 0.833],
  ]);
});

test('a morning is marked by its full hours alone', () => {
  assert.deepEqual(clock(hours(over('06:30', '10:30'))), [
    ['07:00', 0.125], ['08:00', 0.375], ['09:00', 0.625], ['10:00', 0.875],
  ]);
});

test('no hour stands there twice', () => {
  for (const last of ['06:30', '07:05', '09:00', '18:40']) {
    const marked = clock(hours(over('06:00', last))).map(([time]) => time);
    assert.equal(new Set(marked).size, marked.length);
    assert.ok(marked.length >= 2 && marked.length <= 5, `${marked}`);
  }
});
