// Badges scanned at the desk: whatever the order of the answers, remark and card are of the last one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Desk } from '../../kiosk/reception/desk.js';

const ONE = { id: 'C-001', name: 'Mẫu An' };
const TWO = { id: 'C-002', name: 'Mẫu Bình' };

/** A desk whose server answers by hand: scans by code, searches by number. */
function desk() {
  const answers = new Map();
  const later = (key) => new Promise((resolve) => answers.set(key, resolve));
  const made = new Desk(/** @type {any} */ ({
    scan: later,
    find: (words) => (words ? later(words) : Promise.resolve([])),
    now: () => 0,
    hasKeys: () => false,
  }));
  const settle = async (key, value) => {
    answers.get(key)(value);
    for (let turn = 0; turn < 20; turn += 1) await null;
  };
  const shown = () => [made.chosen.value?.id ?? null, made.remark.value?.text.split(' – ')[0]];
  return { made, settle, shown };
}

const accepted = (person) => ({ verdict: 'accepted', delegate: person });

test('the answer to the first badge does not take the place of the second', async () => {
  const { made, settle, shown } = desk();
  made.scan('one');
  made.scan('two');
  await settle('two', accepted(TWO));
  await settle('C-002', [TWO]);
  await settle('one', accepted(ONE));

  assert.deepEqual(shown(), ['C-002', 'Mẫu Bình']);
});

test('the first card that comes late stands under no remark on the second badge', async () => {
  const { made, settle, shown } = desk();
  made.scan('one');
  await settle('one', accepted(ONE));
  made.scan('two');
  await settle('two', accepted(TWO));
  await settle('C-002', [TWO]);
  await settle('C-001', [ONE]);

  assert.deepEqual(shown(), ['C-002', 'Mẫu Bình']);
});

test('a strange code after a badge leaves nobody’s card under its remark', async () => {
  const { made, settle } = desk();
  made.scan('one');
  await settle('one', accepted(ONE));
  made.foreign();
  await settle('C-001', [ONE]);

  assert.deepEqual([null, 'unknown'], [made.chosen.value, made.remark.value?.verdict]);
});

test('whom somebody chooses meanwhile stays chosen', async () => {
  const { made, settle } = desk();
  made.chooseById('C-001');
  made.choose(/** @type {any} */ (TWO));
  await settle('C-001', [ONE]);

  assert.equal(made.chosen.value?.id, 'C-002');
});
