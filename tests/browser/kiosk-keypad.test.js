// The keypad's number: as it is printed, however many digits this conference's badges have.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { badgeNumber } from '../../kiosk/keypad.js';

const NUMBERS = { D: [2], C: [3], Q: [3, 4], '': [3] };

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
    assert.equal(badgeNumber(NUMBERS, letter, digits), number);
  });
}

test('before any badge has been heard of, digits stay as they were typed', () => {
  assert.equal(badgeNumber({}, '', '1234'), '1234');
});
