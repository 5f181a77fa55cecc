// The scanner test's judgement: what arrived, what is missing, and what got in the way.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { report } from '../../kiosk/keys.js';

const PATTERN = '0000012345678998765432101357924683';
const AZERTY = { 0: 'à', 1: '&', 2: 'é', 3: '"', 4: "'", 5: '(', 6: '-', 7: 'è', 8: '_', 9: 'ç' };

/** The presses of a scanner that types `digits`, `gap` ms apart, with Enter at the end. */
function presses(digits, { gap = 4, key = (digit) => digit, enter = true, ...more } = {}) {
  const typed = [...digits].map((digit, n) => (
    { key: key(digit), code: `Digit${digit}`, at: n * gap, ...more }
  ));
  return enter ? [...typed, { key: 'Enter', code: 'Enter', at: digits.length * gap }] : typed;
}

test('all digits, and nothing to remark', () => {
  const { verdict, digits, remarks } = report(presses(PATTERN), PATTERN);

  assert.deepEqual(['good', PATTERN, []], [verdict, digits, remarks]);
});

test('missing digits are counted', () => {
  const { verdict, lost } = report(presses(PATTERN.slice(3)), PATTERN);

  assert.deepEqual(['missing', 3], [verdict, lost]);
});

test('a digit too many and a digit altered are told apart', () => {
  const altered = `1${PATTERN.slice(1)}`;

  assert.equal(report(presses(`${PATTERN}7`), PATTERN).verdict, 'extra');
  assert.equal(report(presses(altered), PATTERN).verdict, 'altered');
});

test('a scanner slower than the kiosk waits for is named', () => {
  const { verdict, gapMs } = report(presses(PATTERN, { gap: 150 }), PATTERN);

  assert.deepEqual(['slow', 150], [verdict, gapMs]);
});

test('a French keyboard does not disturb the kiosk, and is mentioned', () => {
  const { verdict, typed, remarks } = report(presses(PATTERN, { key: (digit) => AZERTY[digit] }), PATTERN);

  assert.deepEqual(['good', ['layout']], [verdict, remarks]);
  assert.notEqual(typed, PATTERN);
});

test('an input method that swallows the keys is mentioned, and so is caps lock', () => {
  const composed = report(presses(PATTERN, { key: () => 'Process', composing: true }), PATTERN);
  const capital = report(presses(PATTERN, { caps: true }), PATTERN);

  assert.deepEqual(['good', ['input_method']], [composed.verdict, composed.remarks]);
  assert.deepEqual(['good', ['caps_lock']], [capital.verdict, capital.remarks]);
});

test('a scanner that sends no Enter is mentioned', () => {
  assert.deepEqual(report(presses(PATTERN, { enter: false }), PATTERN).remarks, ['no_enter']);
});
