// The console's keyboard: clickers, letters under Vietnamese typing tools, and what belongs to a field.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { belongsTo, meaning } from '../../display/console/keys.js';
import { OneStep } from '../../display/console/one-step.js';

const press = (code, key = code, more = {}) => ({ code, key, isComposing: false, ...more });
const focused = (kind) => ({ matches: (selector) => selector.split(', ').some((part) => part === kind) });

for (const code of ['Space', 'Enter', 'NumpadEnter', 'PageDown', 'ArrowRight']) {
  test(`${code} is the next step, so every clicker works as it is`, () => {
    assert.equal('next', meaning(press(code)));
  });
}

for (const code of ['ArrowLeft', 'PageUp']) {
  test(`${code} is one step back`, () => {
    assert.equal('back', meaning(press(code)));
  });
}

const LETTERS = { M: 'standby', B: 'blackout', G: 'hold', R: 'release', S: 'stop_sound', U: 'undo', P: 'pause', V: 'late_vip' };

for (const [letter, meant] of Object.entries(LETTERS)) {
  test(`${letter} means ${meant}, in small and in capital`, () => {
    assert.deepEqual([meant, meant], [letter, letter.toLowerCase()].map((key) => meaning(press(`Key${letter}`, key))));
  });
}

test('a typing tool that swallows the letter leaves its place on the keyboard', () => {
  assert.equal('blackout', meaning(press('KeyB', 'Process')));
});

test('the letter printed on the key wins over its place, as on a French keyboard', () => {
  assert.equal('standby', meaning(press('Semicolon', 'm')));
});

test('Ctrl+Z is undo, and no other key with Ctrl means anything', () => {
  const held = { ctrlKey: true };

  assert.deepEqual(['undo', null], [meaning(press('KeyZ', 'z', held)), meaning(press('KeyR', 'r', held))]);
});

test('Escape silences the hall, and the question mark opens the map', () => {
  assert.deepEqual(['stop_sound', 'help'], [meaning(press('Escape')), meaning(press('Slash', '?'))]);
});

test('a key that is being composed into a letter means nothing', () => {
  assert.equal(null, meaning(press('Space', ' ', { isComposing: true })));
});

test('every key belongs to the field one types in', () => {
  assert.deepEqual([true, true], [press('KeyB', 'b'), press('Space')].map((event) => belongsTo(focused('input'), event)));
});

test('a button reached by the keyboard keeps space and enter, no other key', () => {
  const asked = [press('Space'), press('Enter'), press('PageDown')];

  assert.deepEqual([true, true, false], asked.map((event) => belongsTo(focused('button'), event)));
});

test('a double press within 300 ms is one step', () => {
  let now = 0;
  const steps = new OneStep(() => now);

  const taken = [0, 299, 301].map((at) => {
    now = at;
    return steps.allows(false);
  });

  assert.deepEqual([true, false, true], taken);
});

test('a held key is never a second step', () => {
  let now = 0;
  const steps = new OneStep(() => now);
  steps.allows(false);

  now = 5_000;

  assert.equal(false, steps.allows(true));
});
