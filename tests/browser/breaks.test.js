// Where a text breaks when it needs several lines.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bestBreaks } from '../../display/shared/breaks.js';
import { spaced, spacedName } from '../../display/shared/typeset.js';

/** The text in `lines` lines of at most `room` letters, as letters of one width. */
function broken(words, lines, room) {
  const way = bestBreaks(
    words.map(({ word, cost }) => ({ width: word.length, cost })),
    { lines, room, space: 1 },
  );
  return words.map(({ word }, n) => `${way.breaks.includes(n) ? '/' : ''}${word}`).join(' ');
}

const LINES = [
  [
    'Thông qua danh sách đại biểu đi dự Đại hội thi đua yêu nước tỉnh Ninh Thuận và Đại hội thi đua yêu nước trong CNVCLĐ toàn quốc lần thứ X',
    4,
    40,
    'Thông qua danh sách đại biểu đi dự /Đại hội thi đua yêu nước tỉnh Ninh Thuận /và Đại hội thi đua yêu nước /trong CNVCLĐ toàn quốc lần thứ X',
  ],
  [
    'Ninh Thuận quê hương tôi – Bài ca người thợ',
    2,
    30,
    'Ninh Thuận quê hương tôi – /Bài ca người thợ',
  ],
  ['Liên đoàn Lao động thành phố Phan Rang – Tháp Chàm', 2, 30, 'Liên đoàn Lao động thành phố /Phan Rang – Tháp Chàm'],
  ['Công đoàn cơ sở Công ty TNHH May Mẫu 01', 2, 30, 'Công đoàn cơ sở /Công ty TNHH May Mẫu 01'],
  [
    'Kính mời quý vị đại biểu dùng cơm trưa tại Nhà khách tỉnh. Xe đưa đón chờ tại cổng chính lúc 11 giờ 45 phút.',
    2,
    62,
    'Kính mời quý vị đại biểu dùng cơm trưa tại Nhà khách tỉnh. /Xe đưa đón chờ tại cổng chính lúc 11 giờ 45 phút.',
  ],
];

for (const [text, lines, room, expected] of LINES) {
  test(`“${text.slice(0, 30)}…” breaks where a person would break it`, () => {
    assert.equal(expected, broken(spaced(text), lines, room));
  });
}

test('a name that needs two lines keeps the given name with the one before it', () => {
  assert.equal('Nguyễn Thị /Mẫu An', broken(spacedName('Nguyễn Thị Mẫu An'), 2, 12));
});

test('no line is wider than the room, and what cannot be done is said', () => {
  const words = ['aaaa', 'bbbb', 'cccc'].map((word) => ({ width: word.length, cost: 0 }));

  assert.deepEqual([1, 2], bestBreaks(words, { lines: 3, room: 4, space: 1 }).breaks);
  assert.equal(null, bestBreaks(words, { lines: 2, room: 8, space: 1 }));
});
