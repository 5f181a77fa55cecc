// The chart of the arrivals: a line from nobody to how many have come.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { curve } from '../../display/shared/structure.js';

const at = '2020-07-10T00:00:00.000Z';

test('the top of the chart is everybody expected', () => {
  assert.equal(curve([{ at, come: 70 }, { at, come: 140 }], 140), 'M0 64 L120 32 L240 0');
});

test('more than expected still fit', () => {
  assert.equal(curve([{ at, come: 10 }], 5), 'M0 64 L240 0');
});

test('a conference of nobody divides by nothing', () => {
  assert.equal(curve([{ at, come: 0 }], 0), 'M0 64 L240 64');
});
