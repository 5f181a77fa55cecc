// The keypad's number: as it is printed, however many digits this conference's badges have.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { badgeNumber, dial, isWhole, letterOf, NOTHING, shownDigits } from '../../kiosk/dial.js';

const NUMBERS = { D: [2], C: [3], Q: [3, 4], '': [3] };

/** What is dialled when these keys are pressed one after the other. */
const pressing = (numbers, ...keys) => keys.reduce((dialled, key) => dial(numbers, dialled, key), NOTHING);

for (const [letter, digits, number] of [
  ['C', '37', 'C-037'],
  ['C', '037', 'C-037'],
  ['D', '3', 'D-03'],
  ['D', '03', 'D-03'],
  ['D', '003', 'D-03'],
  ['Q', '7', 'Q-007'],
  ['Q', '1000', 'Q-1000'],
  ['Q', '00', 'Q-000'],
  ['', '7', '007'],
]) {
  test(`${letter} and ${digits} mean ${number}`, () => {
    assert.equal(badgeNumber(NUMBERS, { letter, digits }), number);
  });
}

test('before any badge has been heard of, digits stay as they were typed', () => {
  assert.equal(badgeNumber({}, pressing({}, ...'1234')), '1234');
});

test('of several letters none is chosen for a guest: digits alone are nobody\'s number', () => {
  const numbers = { C: [3], K: [3] };
  const digits = pressing(numbers, ...'001');

  assert.deepEqual([null, '001', false], [letterOf(numbers, digits), shownDigits(numbers, digits), isWhole(numbers, digits)]);
  const whole = dial(numbers, digits, 'K');
  assert.deepEqual([true, 'K-001'], [isWhole(numbers, whole), badgeNumber(numbers, whole)]);
});

test('where all badges have one letter it need not be pressed', () => {
  const numbers = { C: [3] };

  assert.equal(badgeNumber(numbers, pressing(numbers, '3', '7')), 'C-037');
  assert.ok(isWhole(numbers, pressing(numbers, '3')));
});

test('a letter alone is no number, and neither is what has been erased', () => {
  assert.ok(!isWhole(NUMBERS, pressing(NUMBERS, 'C')));
  assert.ok(!isWhole(NUMBERS, pressing(NUMBERS, 'C', '3', 'erase')));
});

test('of too many digits the last ones count, as many as the letter has', () => {
  assert.equal(pressing(NUMBERS, 'C', ...'12345').digits, '345');
  assert.equal(pressing(NUMBERS, ...'12345', 'D').digits, '45');
});
