// Moving items on the console: one place up or down, or straight after another; only what waits moves.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dropAfter, places } from '../../display/console/order.js';

const AGENDA = ['1 done', '2 current', '3 pending', '4 moved', '5 pending'].map((line) => {
  const [id, state] = line.split(' ');
  return { id, state };
});

test('the first waiting item can only go down', () => {
  assert.deepEqual({ up: null, down: { item: '3', after: '4' } }, places(AGENDA, '3'));
});

test('one up from the second place is before everything that waits', () => {
  assert.deepEqual({ item: '4', after: null }, places(AGENDA, '4').up);
});

test('one up from further down is behind the one before the last', () => {
  assert.deepEqual({ up: { item: '5', after: '3' }, down: null }, places(AGENDA, '5'));
});

for (const id of ['1', '2', 'nobody']) {
  test(`item ${id} does not wait, so it has no other place`, () => {
    assert.equal(null, places(AGENDA, id));
  });
}

test('an item dropped on another comes straight after it', () => {
  assert.deepEqual({ item: '5', after: '3' }, dropAfter(AGENDA, '5', '3'));
});

for (const [id, target] of [['4', '3'], ['4', '4'], ['2', '5'], ['9', '3']]) {
  test(`dropping ${id} on ${target} changes nothing`, () => {
    assert.equal(null, dropAfter(AGENDA, id, target));
  });
}
