// A scanner among the keys: what it typed, through whichever layout and input method.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { damm, LENGTH } from '../../kiosk/code.js';
import { GAP_MS, PATIENCE_MS, press, QUIET, settle } from '../../kiosk/scanner.js';

const BODY = '202098765432109876543210987654321';
const CODE = BODY + damm(BODY);
const OTHER_BODY = '202011112222333344445555666677778';
const OTHER = OTHER_BODY + damm(OTHER_BODY);
const ENTER = { code: 'Enter', key: 'Enter' };

const digits = (text) => [...text].map((digit) => ({ code: `Digit${digit}`, key: digit }));
const letters = (text) => [...text].map((key) => ({ code: `Key${key.toUpperCase()}`, key }));

/** Everything scanned when these keys come `every` ms apart and then silence follows. */
function scansOf(keys, every = 5) {
  const scans = [];
  let burst = QUIET;
  let at = 1_000;
  for (const key of keys) {
    const [next, scan] = press(burst, key, (at += every));
    burst = next;
    if (scan) scans.push(scan);
  }
  const [, last] = settle(burst, at + PATIENCE_MS + 1);
  return last ? [...scans, last] : scans;
}

const ours = (code = CODE) => ({ kind: 'code', code });
const foreign = (what) => ({ kind: 'foreign', what });
const damaged = foreign('damaged');

for (const code of ['Enter', 'NumpadEnter', 'Tab']) {
  test(`${code} ends a scan`, () => {
    assert.deepEqual(scansOf([...digits(CODE), { code, key: code }]), [ours()]);
  });
}

test('silence ends a scan where the scanner sends no suffix', () => {
  assert.deepEqual(scansOf(digits(CODE)), [ours()]);
});

test('a slow scanner at 30 ms a key is still one scan', () => {
  assert.deepEqual(scansOf([...digits(CODE), ENTER], 30), [ours()]);
});

test('a whole code needs no more silence than the gap, half a code is waited for', () => {
  const typed = (text) => digits(text).reduce((held, key, n) => press(held, key, n)[0], QUIET);

  assert.deepEqual(settle(typed(CODE), LENGTH + GAP_MS + 1)[1], ours());
  assert.deepEqual(settle(typed(CODE.slice(1)), LENGTH + GAP_MS + 1)[1], null);
  assert.deepEqual(settle(typed(CODE.slice(1)), LENGTH + PATIENCE_MS + 1)[1], damaged);
});

test('a wireless scanner that falters in the middle is still one scan', () => {
  const [head, tail] = [digits(CODE.slice(0, 13)), digits(CODE.slice(13))];
  let burst = head.reduce((held, key, n) => press(held, key, n)[0], QUIET);
  burst = tail.reduce((held, key, n) => press(held, key, 400 + n)[0], burst);

  assert.deepEqual(press(burst, ENTER, 440)[1], ours());
});

test('two scanners without a suffix are two scans when a breath lies between', () => {
  const first = digits(CODE).reduce((held, key, n) => press(held, key, n)[0], QUIET);
  const [, scan] = press(first, digits(OTHER)[0], LENGTH + GAP_MS + 10);

  assert.deepEqual(scan, ours());
});

test('a French layout, whose digit keys give letters, is read by the keys', () => {
  const azerty = 'à&é"\'(-è_ç';
  const keys = [...CODE].map((digit) => ({ code: `Digit${digit}`, key: azerty[Number(digit)] }));

  assert.deepEqual(scansOf([...keys, ENTER]), [ours()]);
});

test('shifted digits of a French layout are digits', () => {
  const keys = digits(CODE).flatMap((key) => [
    { code: 'ShiftLeft', key: 'Shift', shiftKey: true },
    { ...key, shiftKey: true },
  ]);

  assert.deepEqual(scansOf([...keys, ENTER]), [ours()]);
});

test('the number block is read with NumLock off too', () => {
  const keys = [...CODE].map((digit) => ({ code: `Numpad${digit}`, key: 'End' }));

  assert.deepEqual(scansOf([...keys, ENTER]), [ours()]);
});

test('a keyboard that reports no places is read by its digits', () => {
  const keys = [...CODE].map((digit) => ({ code: '', key: digit }));

  assert.deepEqual(scansOf([...keys, { code: '', key: 'Enter' }]), [ours()]);
});

test('an address that ends in a code is that code', () => {
  const slash = { code: 'Slash', key: '/' };
  const hash = { code: 'Digit3', key: '#', shiftKey: true };

  assert.deepEqual(scansOf([...letters('https'), slash, ...digits(CODE), ENTER]), [ours()]);
  assert.deepEqual(scansOf([...letters('https'), hash, ...digits(CODE), ENTER]), [ours()]);
});

test('two scans one after the other are two scans', () => {
  const keys = [...digits(CODE), ENTER, ...digits(OTHER), ENTER];

  assert.deepEqual(scansOf(keys), [ours(), ours(OTHER)]);
});

test('half a scan is not recognised, and harms not the next', () => {
  const keys = [...digits(CODE.slice(0, 20)), ENTER, ...digits(CODE), ENTER];

  assert.deepEqual(scansOf(keys), [damaged, ours()]);
});

test('two scanners typing into each other are not recognised', () => {
  const mixed = [...CODE].flatMap((digit, place) => digits(digit + OTHER[place]));

  assert.deepEqual(scansOf([...mixed, ENTER]), [damaged]);
});

test('a foreign code is reported without what it said', () => {
  const keys = [...letters('citizen'), ...digits('079200001234'), ENTER];

  assert.deepEqual(scansOf(keys), [foreign('other')]);
});

test('of a foreign code its kind is known, through whichever input method it was typed', () => {
  const slash = { code: 'Slash', key: 'Process' };
  const colon = { code: 'Semicolon', key: 'Process', shiftKey: true };
  const bar = { code: 'Backslash', key: '|', shiftKey: true };
  const shift = { code: 'ShiftLeft', key: 'Shift' };
  const typed = letters('https').map((key) => ({ ...key, key: 'Process' }));

  assert.deepEqual(scansOf([...typed, shift, colon, slash, slash, ...letters('mau'), ENTER]), [foreign('address')]);
  assert.deepEqual(scansOf([...digits('079099001234'), bar, ...letters('mau'), ENTER]), [foreign('citizen_card')]);
  assert.deepEqual(scansOf([...digits('8934567890123'), ENTER]), [foreign('barcode')]);
});

test('of a foreign code of three thousand digits only the first few are held', () => {
  const [burst] = digits('7'.repeat(3_000)).reduce(
    ([held, , at], key) => [...press(held, key, at + 2), at + 2], [QUIET, null, 0]);

  assert.ok(burst.digits.length <= 35);
  assert.ok(burst.head.length <= 16);
});

test('a person typing, or leaning on a key, is no scan', () => {
  assert.deepEqual(scansOf(digits('123456789'), GAP_MS + 1), []);
  assert.deepEqual(scansOf(Array(50).fill({ code: 'Digit7', key: '7', repeat: true })), []);
  assert.deepEqual(scansOf([ENTER, ENTER, { code: 'Tab', key: 'Tab' }]), []);
});

test('keys held with Alt, Ctrl or Meta are not a scanner', () => {
  for (const held of ['altKey', 'ctrlKey', 'metaKey']) {
    assert.deepEqual(scansOf([...digits(CODE).map((key) => ({ ...key, [held]: true })), ENTER]), []);
  }
});

test('a PIN, a badge number or a word typed briskly by hand is no scan', () => {
  assert.deepEqual(scansOf([...digits('482915'), ENTER], 110), []);
  assert.deepEqual(scansOf([...letters('C'), ...digits('037'), ENTER], 80), []);
  assert.deepEqual(scansOf([...digits('482915730164'), ENTER], 90), []);
});

test('a slow scanner that reads badly, or reads something else, is a scanner all the same', () => {
  assert.deepEqual(scansOf([...digits(CODE.slice(0, 20)), ENTER], 100), [damaged]);
  assert.deepEqual(scansOf([...digits('8934567890123'), ENTER], 80), [foreign('barcode')]);
  assert.deepEqual(scansOf([...digits('89345678'), ENTER], 55), [foreign('barcode')]);
});

for (const many of [3, 4, 5, 7]) {
  test(`a scan broken off after ${many} digits does not end in silence`, () => {
    assert.deepEqual(scansOf([...digits(CODE.slice(0, many)), ENTER]), [damaged]);
    assert.deepEqual(scansOf(digits(CODE.slice(0, many))), [damaged]);
  });
}

test('a wrong check digit is not recognised', () => {
  const wrong = CODE.slice(0, -1) + ((Number(CODE.at(-1)) + 3) % 10);

  assert.deepEqual(scansOf([...digits(wrong), ENTER]), [damaged]);
});
