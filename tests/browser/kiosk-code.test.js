// What is a badge's code, and what only looks like one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { conferenceOf, damm, extractCode, isCode, LENGTH, withoutSecret } from '../../kiosk/code.js';

const BODY = '202012345678901234567890123456789';
const CODE = BODY + damm(BODY);

test('the check digit of the textbook example is the textbook one', () => {
  assert.equal(damm('572'), 4);
});

test('a code of 34 digits with its check digit is one of ours', () => {
  assert.equal(CODE.length, LENGTH);
  assert.equal(isCode(CODE), true);
});

test('any single wrong digit is noticed', () => {
  for (let place = 0; place < LENGTH; place += 1) {
    const wrong = (Number(CODE[place]) + 1) % 10;

    assert.equal(isCode(CODE.slice(0, place) + wrong + CODE.slice(place + 1)), false);
  }
});

test('two neighbours changed about are noticed', () => {
  for (let place = 0; place < LENGTH - 1; place += 1) {
    const [one, two] = [CODE[place], CODE[place + 1]];
    const swapped = CODE.slice(0, place) + two + one + CODE.slice(place + 2);

    assert.equal(isCode(swapped), one === two);
  }
});

test('an address that ends in a code is read as the code', () => {
  assert.equal(extractCode(`https://hoi-truong.example/t/${CODE}`), CODE);
  assert.equal(extractCode(` ${CODE}\r\n`), CODE);
});

test('what merely holds a code, or more digits than one, is not', () => {
  for (const text of ['', '12', CODE.slice(1), `7${CODE}`, CODE + CODE, `${CODE}/more`, 'WIFI:S:x;;']) {
    assert.equal(extractCode(text), null);
  }
});

test('digits of other scripts are not digits of a code', () => {
  const arabic = [...CODE].map((digit) => String.fromCharCode(0x0660 + Number(digit))).join('');

  assert.equal(isCode(arabic), false);
});

test('without its secret a code still is one, of the same conference', () => {
  const bare = withoutSecret(CODE);

  assert.equal(isCode(bare), true);
  assert.equal(conferenceOf(bare), conferenceOf(CODE));
  assert.match(bare, /^.{4}0{29}.$/);
});
