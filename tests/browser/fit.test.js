// The search behind fit-to-box; measuring itself is proved in Chromium.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dealEvenly, largestStep } from '../../display/shared/fit.js';

test('the largest step that fits is found', () => {
  for (const largest of [-1, 0, 1, 17, 39, 40])
    assert.equal(
      largest,
      largestStep((step) => step <= largest, 40),
    );
});

test('the search asks few times, for every question is a layout of the page', () => {
  let asked = 0;
  largestStep((step) => ((asked += 1), step <= 23), 40);

  assert.ok(asked <= 6, `${asked}`);
});

test('rows are spread over pages in order, as evenly as can be', () => {
  assert.deepEqual(['0', '0', '0', '1', '1', '1'], dealEvenly(6, 2));
  assert.deepEqual(['0', '0', '1', '1', '2'], dealEvenly(5, 3));
});
