// The scanner test's judgement: what arrived, what is missing, and what got in the way.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { report } from '../../kiosk/keys.js';
import { press, QUIET } from '../../kiosk/scanner.js';

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

const SYMBOLS = ')!@#$%^&*(';

/** Alt held while each digit's character is typed by its number: Alt, 0, 4, 9. */
const altRuns = [...PATTERN].flatMap((digit, n) => [
  { key: 'Alt', code: 'AltLeft', at: n * 12, altKey: true },
  ...[...`0${digit.charCodeAt(0)}`].map((key, place) => (
    { key, code: `Numpad${key}`, at: n * 12 + 3 * (place + 1), altKey: true }
  )),
]);

test('a scanner set to French on an American keyboard sends symbols: that is said, and what to set', () => {
  const shifted = presses(PATTERN, { key: (digit) => SYMBOLS[digit], shiftKey: true });

  assert.equal(report(shifted, PATTERN).verdict, 'altered');
});

test('a scanner that types by Alt and numbers is named as what it is', () => {
  assert.equal(report(altRuns, PATTERN).verdict, 'alt_codes');
});

/** Whether the kiosk would read these presses as the code that was to be scanned. */
const isRead = (made) => {
  let burst = QUIET;
  let found = null;
  for (const one of made) {
    const [next, scan] = press(burst, one, one.at);
    [burst, found] = [next, scan ?? found];
  }
  return found?.kind === 'code' && found.code === PATTERN;
};

for (const [name, made] of Object.entries({
  plain: presses(PATTERN),
  slow: presses(PATTERN, { gap: 150 }),
  'French as the computer has it': presses(PATTERN, { key: (digit) => AZERTY[digit] }),
  'French with shift': presses(PATTERN, { shiftKey: true }),
  'French on an American keyboard': presses(PATTERN, { key: (digit) => SYMBOLS[digit], shiftKey: true }),
  'an input method': presses(PATTERN, { key: () => 'Process', composing: true }),
  'an input method and shift': presses(PATTERN, { key: () => 'Process', shiftKey: true }),
  'the number block': presses(PATTERN).map((one) => ({ ...one, code: one.code.replace('Digit', 'Numpad') })),
  'no places': presses(PATTERN).map((one) => ({ ...one, code: '' })),
  'Alt and numbers': altRuns,
  'a digit lost': presses(PATTERN.slice(1)),
  'a digit too many': presses(`${PATTERN}7`),
  'a letter among them': [...presses(PATTERN.slice(0, 9), { enter: false }), { key: 'a', code: 'KeyA', at: 40 },
    ...presses(PATTERN.slice(9)).map((one) => ({ ...one, at: one.at + 44 }))],
})) {
  test(`the test page and the kiosk agree on ${name}`, () => {
    assert.equal(['good', 'slow'].includes(report(made, PATTERN).verdict), isRead(made));
  });
}

test('a scanner that sends no Enter is mentioned', () => {
  assert.deepEqual(report(presses(PATTERN, { enter: false }), PATTERN).remarks, ['no_enter']);
});
