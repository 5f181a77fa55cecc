// The search behind fit-to-box; measuring itself is proved in Chromium.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dealEvenly, largestStep } from '../../display/shared/fit.js';

// Text whose height grows with its letters, with more lines than before, or by a leap where a line turns over.
const KINDS = {
  'letters that grow': (largest) => (step) => (step + 2) / (largest + 2.5),
  'lines that become more': (largest) => (step) => ((step + 2) / (largest + 2.5)) ** 2,
  'a line that turns over': (largest) => (step) => (step <= largest ? 0.6 : 1.9),
  'words at their smallest': (largest) => (step) => (step <= largest ? 0.99 : 1.01),
};

for (const [kind, needing] of Object.entries(KINDS)) {
  test(`the largest step that fits is found among ${kind}`, () => {
    for (const largest of [-1, 0, 1, 17, 24, 39, 40]) assert.equal(largest, largestStep(needing(largest), 40));
  });
}

test('a step below the least that is worth it is none', () => {
  assert.equal(23, largestStep(KINDS['lines that become more'](17), 40, 24));
  assert.equal(24, largestStep(KINDS['lines that become more'](24), 40, 24));
});

for (const [kind, most] of [
  ['letters that grow', 5],
  ['lines that become more', 4],
  ['words at their smallest', 11],
]) {
  test(`the search asks few times for ${kind}, for every question is a layout of the page`, () => {
    for (let largest = 12; largest <= 40; largest += 1) {
      let asked = 0;
      const needs = KINDS[kind](largest);
      largestStep((step) => ((asked += 1), needs(step)), 40);

      assert.ok(asked <= most, `${asked} for ${largest}`);
    }
  });
}

test('what fits at its wish is asked about once', () => {
  let asked = 0;
  largestStep(() => ((asked += 1), 0.4), 40);

  assert.equal(1, asked);
});

test('rows are spread over pages in order, as evenly as can be', () => {
  assert.deepEqual(['0', '0', '0', '1', '1', '1'], dealEvenly(6, 2));
  assert.deepEqual(['0', '0', '1', '1', '2'], dealEvenly(5, 3));
});
