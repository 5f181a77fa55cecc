// The catalogue in the browser, and where its lines break.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { t, useTexts } from '../../display/shared/text.js';
import { phrases } from '../../display/shared/typeset.js';

useTexts('vi', { 'a.late': 'Trễ {n} phút' });
useTexts('en', { 'a.late': '{n} minutes late' });

test('a text is filled in the language of the page, or in the one asked for', () => {
  assert.equal('Trễ 7 phút', t('a.late', { n: 7 }));
  assert.equal('7 minutes late', t('a.late', { n: 7 }, 'en'));
});

test('a key nobody wrote comes back as itself, a value nobody gave as its name', () => {
  assert.equal('a.missing', t('a.missing'));
  assert.equal('Trễ {n} phút', t('a.late'));
});

const kept = (text, phrase) =>
  assert.ok(phrases(text).includes(phrase), `${phrase} in ${phrases(text).join(' | ')}`);

test('a line does not break inside a word of two syllables, a name, a span of years or an ordinal', () => {
  kept('Báo cáo tổng kết phong trào thi đua yêu nước', 'thi đua');
  kept('LĐLĐ tỉnh Ninh Thuận tổ chức hội nghị', 'Ninh Thuận');
  kept('phương hướng, nhiệm vụ giai đoạn 2016 - 2020, và sau đó', 'giai đoạn 2016 - 2020,');
  kept('Đại hội toàn quốc lần thứ X tại Hà Nội', 'lần thứ X');
  kept('Ninh Thuận, ngày 24 tháng 7 năm 2020', 'ngày 24 tháng 7 năm 2020');
  kept('Phan Rang – Tháp Chàm là thành phố', 'Phan Rang – Tháp Chàm');
});

test('a line may break after a comma and between phrases', () => {
  assert.deepEqual(
    ['Kính mời', 'quý vị', 'đại biểu', 'đứng dậy'],
    phrases('Kính mời quý vị đại biểu đứng dậy'),
  );
  assert.deepEqual(
    ['trong', 'công nhân,', 'viên chức,', 'lao động'],
    phrases('trong công nhân, viên chức, lao động'),
  );
});

test('the last line is never one syllable, and nothing is lost', () => {
  const text = 'Kính mời quý vị đại biểu dùng cơm trưa tại đây';

  assert.equal('tại đây', phrases(text).at(-1));
  assert.equal(text, phrases(text).join(' '));
});

test('a decomposed text is composed, so that marks stand on their letters', () => {
  assert.deepEqual(['Nguyễn'.normalize('NFC')], phrases('Nguyễn'.normalize('NFD')));
});
