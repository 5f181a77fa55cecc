// The counts of a vote, checked while they are typed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../../display/console/panels/tally.js';

const CASES = [
  ['nothing typed', {}, { verdict: 'empty', n: 102 }],
  ['some still to count', { agree: '90', other: '2' }, { verdict: 'left', n: 10 }],
  ['everyone counted', { agree: '100', disagree: '2' }, { verdict: 'exact', n: 102 }],
  ['more than may vote', { agree: '102', disagree: '1' }, { verdict: 'over', n: 1 }],
];

for (const [name, typed, expected] of CASES) {
  test(`of 102 who may vote: ${name}`, () => {
    const { verdict, n } = check(typed, 102);

    assert.deepEqual(expected, { verdict, n });
  });
}

test('the counts are numbers, an empty field is nought', () => {
  assert.deepEqual({ agree: 7, disagree: 0, other: 0 }, check({ agree: '7', other: '' }, 10).counts);
});

test('where nobody may vote, nothing can be recorded', () => {
  assert.equal('empty', check({}, 0).verdict);
});
