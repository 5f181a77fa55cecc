// A keyboard at the kiosk: a badge number typed there goes into the keypad, other words are answered.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { NOTHING } from '../../kiosk/dial.js';
import { dialled, keypad, view } from '../../kiosk/state.js';
import { Typing } from '../../kiosk/typing.js';

beforeEach(() => {
  view.value = { numbers: { C: [3], K: [3] } };
});

/** What comes of it when a person types these keys, `every` ms apart. */
function typing(keys, every = 200) {
  const came = [];
  const onClose = () => {
    keypad.value = false;
    dialled.value = NOTHING;
  };
  onClose();
  const typist = new Typing({ onNumber: (number) => came.push(number), onNothing: () => came.push('nothing'), onClose });
  keys.forEach((key, n) => typist.press(key, n * every));
  return came;
}

for (const keys of ['C-037', 'C037', 'C 37', '037C', 'C00037']) {
  test(`${keys} and Enter is badge C-037`, () => {
    assert.deepEqual(typing([...keys, 'Enter']), ['C-037']);
  });
}

test('what is typed stands on the keypad', () => {
  typing([...'K04']);

  assert.deepEqual([true, { letter: 'K', digits: '04' }], [keypad.value, dialled.value]);
});

test('digits without a letter wait for one, whatever Enter says', () => {
  assert.deepEqual(typing([...'001', 'Enter']), []);
  assert.ok(keypad.value);
});

test('Backspace takes the last key back, Escape all of it', () => {
  assert.deepEqual(typing([...'C038', 'Backspace', '7', 'Enter']), ['C-037']);
  assert.deepEqual(typing([...'C038', 'Escape', 'Enter']), []);
  assert.ok(!keypad.value);
});

for (const keys of ['XYZ', 'C12X', 'XC12', 'C1234', '?']) {
  test(`${keys} is nobody's number, and that is said`, () => {
    assert.deepEqual(typing([...keys, 'Enter']), ['nothing']);
    assert.ok(!keypad.value);
  });
}

test('a key out of place is taken back, or forgotten', () => {
  assert.deepEqual(typing(['C', 'X', 'Backspace', ...'37', 'Enter']), ['C-037']);
  assert.deepEqual(typing(['X', 'C', '3', 'Enter'], 6_000), ['C-003']);
});

test('Enter alone asks about nobody', () => {
  assert.deepEqual(typing(['Enter', 'Enter']), []);
});
