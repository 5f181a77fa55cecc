// Every verdict of the server has its words, colour, icon and sound on the kiosk.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as state from '../../kiosk/state.js';
import { NO_ANSWER, NOT_RECOGNISED, screenOf } from '../../kiosk/verdict.js';

const CATALOGUE = new URL('../../server/texts/kiosk.toml', import.meta.url);
const LEAF = /^(\w+) = \{ vi = ("(?:[^"\\]|\\.)*"), en = ("(?:[^"\\]|\\.)*") \}$/;

/** The kiosk's texts in one language, as the browser gets them: key -> text. */
function catalogue(language) {
  const texts = {};
  let table = 'kiosk';
  for (const line of readFileSync(CATALOGUE, 'utf8').split('\n')) {
    const [, key, vi, en] = LEAF.exec(line) ?? [];
    if (line.startsWith('[')) table = `kiosk.${line.slice(1, -1)}`;
    if (key) texts[`${table}.${key}`] = JSON.parse(language === 'vi' ? vi : en);
  }
  return texts;
}

function wordsIn(language) {
  const texts = catalogue(language);
  const t = (key, facts = {}) =>
    texts[key].replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole);
  return { t, timeOf: (instant) => instant.slice(11, 16), opensAt: '06:45' };
}

const AN = {
  id: 'C-037',
  name: 'Nguyễn Thị Mẫu An',
  salutation: 'đồng chí',
  class_word: 'Đại biểu chính thức',
  side: 'official',
  unit: 'LĐLĐ huyện Ninh Phước',
  seat: 'C-12',
  vip: false,
};
const FIRST = { at: '2020-07-10T07:12:00.000Z', kiosk: 'Ki-ốt 1' };
const VIETNAMESE = wordsIn('vi');

/** The lines a verdict shows, in Vietnamese. */
function linesOf(verdict, delegate, more = {}) {
  const { big, small } = screenOf({ verdict, delegate, ...more }, VIETNAMESE);
  return [big, small];
}

test('a delegate is greeted by name, class, delegation and seat', () => {
  assert.deepEqual(linesOf('accepted', AN), [
    'Kính chào đồng chí Nguyễn Thị Mẫu An',
    'Đại biểu chính thức – Đoàn LĐLĐ huyện Ninh Phước – Ghế C-12. '
      + 'Mời đồng chí nhận tài liệu và vào hội trường.',
  ]);
});

test('a guest of honour is greeted as one', () => {
  assert.deepEqual(linesOf('accepted', { ...AN, vip: true }), [
    'Trân trọng kính chào đồng chí Nguyễn Thị Mẫu An',
    'Xin mời đồng chí theo hướng dẫn của lễ tân.',
  ]);
});

test('a substitute is greeted with whom they come for', () => {
  assert.deepEqual(linesOf('accepted', { ...AN, replaces: 'Lê Thị Mẫu Hoa' }), [
    'Kính chào đồng chí Nguyễn Thị Mẫu An',
    'Thay đồng chí Lê Thị Mẫu Hoa – Đoàn LĐLĐ huyện Ninh Phước.',
  ]);
});

test('whoever has come already hears when and where, and is asked in', () => {
  const answer = { verdict: 'already_in', delegate: AN, first: FIRST };

  assert.deepEqual(linesOf('already_in', AN, { first: FIRST }), [
    'Đồng chí Nguyễn Thị Mẫu An đã được ghi nhận lúc 07:12',
    'Xin mời đồng chí vào hội trường, ghế C-12.',
  ]);
  assert.equal(screenOf(answer, VIETNAMESE).note, 'Ghi nhận tại Ki-ốt 1');
  const atGate = { ...answer, first: { ...FIRST, gate: 'Cửa A' } };
  assert.equal(screenOf(atGate, VIETNAMESE).note, 'Ghi nhận tại Cửa A – Ki-ốt 1');
});

test('whoever was checked in at the desk is not told by which person', () => {
  const first = { ...FIRST, kiosk: 'Lan Mẫu', by_hand: true };
  const screen = screenOf({ verdict: 'already_in', delegate: AN, first }, VIETNAMESE);

  assert.equal(screen.note, 'Ghi nhận tại bàn đón tiếp');
});

test('the verdicts without a name use the words agreed', () => {
  const spoken = {
    unknown: ['Chưa nhận được mã', 'Xin quý đại biểu đưa thẻ vào lại, hoặc đến bàn hỗ trợ.'],
    wrong_conference: [
      'Thẻ này thuộc hội nghị khác',
      'Xin mời quý đại biểu đến bàn hỗ trợ để được giúp đỡ.',
    ],
    replaced: [
      'Thẻ này đã được thay bằng thẻ mới',
      'Xin quý đại biểu dùng thẻ mới hoặc đến bàn hỗ trợ.',
    ],
    revoked: ['Thẻ này hiện không còn hiệu lực', 'Xin mời quý đại biểu đến bàn hỗ trợ.'],
    see_desk: ['Xin mời quý đại biểu đến bàn hỗ trợ', 'Bộ phận đón tiếp sẽ phục vụ ngay.'],
    not_open: ['Hội nghị chưa mở đón tiếp', 'Xin mời quý đại biểu đến từ 06:45.'],
    closed: ['Đã kết thúc đón tiếp', 'Xin mời quý đại biểu liên hệ Ban Tổ chức.'],
  };

  for (const [verdict, lines] of Object.entries(spoken)) assert.deepEqual(linesOf(verdict), lines);
});

test('an elder addressed as ông or bà keeps that address', () => {
  const [big] = linesOf('already_in', { ...AN, salutation: 'bà' }, { first: FIRST });

  assert.match(big, /^Bà Nguyễn Thị Mẫu An /);
});

test('a guest comes from a body, not in a delegation', () => {
  const [, small] = linesOf('accepted', { ...AN, side: 'guest', unit: 'Tỉnh ủy', seat: null });

  assert.match(small, /^Đại biểu chính thức – Tỉnh ủy\. /);
});

test('a delegation is not called one twice', () => {
  const [, small] = linesOf('accepted', { ...AN, unit: 'Đoàn đại biểu Quốc hội' });

  assert.match(small, / – Đoàn đại biểu Quốc hội – /);
});

test('a delegate without a seat is asked into the hall all the same', () => {
  const [, small] = linesOf('already_in', { ...AN, seat: null }, { first: FIRST });

  assert.equal(small, 'Xin mời đồng chí vào hội trường.');
});

test('what the kiosk does not know is an invitation to the help desk', () => {
  assert.equal(screenOf({ verdict: 'of_tomorrow' }, VIETNAMESE).family, 'help');
  assert.equal(screenOf({ verdict: 'accepted' }, VIETNAMESE).family, 'help');
  assert.equal(screenOf(NO_ANSWER, VIETNAMESE).big, 'Xin mời quý đại biểu đến bàn hỗ trợ');
  assert.equal(screenOf(NOT_RECOGNISED, VIETNAMESE).big, 'Chưa nhận được mã');
});

test('without the server a delegate is greeted as recorded, and nobody is refused', () => {
  const known = { verdict: 'accepted', delegate: AN, offline: true };
  const [ok, unknown] = [known, { verdict: 'unknown', offline: true }].map((one) => screenOf(one, VIETNAMESE));

  assert.deepEqual([ok.verdict, ok.big, ok.small], [
    'offline_ok',
    'Đã ghi nhận. Kính chào đồng chí Nguyễn Thị Mẫu An',
    'Xin mời đồng chí vào hội trường, ghế C-12.',
  ]);
  assert.deepEqual([unknown.verdict, unknown.big, unknown.small], [
    'offline_unknown',
    'Đã ghi nhận tạm thời',
    'Bộ phận đón tiếp sẽ xác nhận với quý đại biểu.',
  ]);
});

test('whoever stands before doors that should be open is sent to the desk, not told an hour that has passed', () => {
  const late = { ...VIETNAMESE, isOverdue: true };
  const { verdict, family, icon, big, small } = screenOf({ verdict: 'not_open' }, late);

  assert.deepEqual(['not_open', 'help', 'desk'], [verdict, family, icon]);
  assert.equal(big, 'Xin mời quý đại biểu đến bàn hỗ trợ');
  assert.doesNotMatch(big + small, /06:45/);
  assert.equal(screenOf({ verdict: 'accepted', delegate: AN }, late).verdict, 'accepted');
});

test('a guest of honour is shown in by reception without the server too, who reads where they sit', () => {
  const guest = { ...AN, vip: true, side: 'guest' };
  const { verdict, big, small, note, icon } = screenOf({ verdict: 'accepted', delegate: guest, offline: true }, VIETNAMESE);

  assert.deepEqual(['offline_vip', 'kept'], [verdict, icon]);
  assert.equal(big, 'Đã ghi nhận. Trân trọng kính chào đồng chí Nguyễn Thị Mẫu An');
  assert.equal(small, 'Xin mời đồng chí theo hướng dẫn của lễ tân.');
  assert.match(note, /Ghế C-12$/);
  assert.doesNotMatch(note, /Đoàn/);
});

test('what a kiosk knows of a badge by itself it says in the same words as the server', () => {
  for (const verdict of ['replaced', 'revoked', 'wrong_conference']) {
    assert.deepEqual(linesOf(verdict, null, { offline: true }), linesOf(verdict));
  }
});

const ANSWERS = [
  { verdict: 'accepted', delegate: AN },
  { verdict: 'accepted', delegate: { ...AN, vip: true } },
  { verdict: 'returned', delegate: AN },
  { verdict: 'exit_recorded', delegate: AN },
  { verdict: 'already_in', delegate: AN, first: FIRST },
  { verdict: 'accepted', delegate: AN, offline: true },
  { verdict: 'accepted', delegate: { ...AN, vip: true }, offline: true },
  { verdict: 'unknown', offline: true },
  ...['replaced', 'revoked', 'wrong_conference', 'not_open', 'closed', 'see_desk', 'unknown']
    .map((verdict) => ({ verdict })),
];

for (const language of ['vi', 'en']) {
  test(`every verdict is complete in ${language}`, () => {
    for (const answer of ANSWERS) {
      const { big, small, family, icon, sound, seconds } = screenOf(answer, wordsIn(language));

      assert.ok(big && small && family && icon && sound && seconds >= 4);
      assert.doesNotMatch(big + small, /[{}]|undefined|null/);
      assert.equal(big.includes(AN.name), Boolean(answer.delegate));
    }
  });
}

test('no two families that mean different things share an icon', () => {
  const families = new Map();
  for (const answer of ANSWERS) {
    const { family, icon } = screenOf(answer, VIETNAMESE);
    families.set(icon, (families.get(icon) ?? new Set()).add(family));
  }

  for (const [icon, sharing] of families) assert.equal(sharing.size, 1, icon);
});

test('a kiosk counts to the hour of the doors by itself, and only while they are closed', () => {
  const opens = Date.parse('2026-11-28T00:00:00.000Z');
  const overdueAt = (phase, ms, reception_at = '2026-11-28T00:00:00.000Z') => {
    state.view.value = { phase, reception_at };
    state.now.value = opens + ms;
    return state.overdue.value;
  };

  assert.deepEqual([false, true], [overdueAt('preparing', -1), overdueAt('preparing', 0)]);
  assert.deepEqual([false, false], [overdueAt('reception', 60_000), overdueAt('preparing', 60_000, null)]);
});
