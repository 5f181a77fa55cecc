// What the set-up page makes of a clock, of a line and of a browser's name.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeClock, judgeTrip } from '../../display/setup/line.js';
import { guess } from '../../display/setup/steps.js';
import { useTexts } from '../../display/shared/text.js';

const HOUR = 3_600_000; // ms

useTexts('vi', { 'setup.span.seconds': '{n} giây', 'setup.span.hours': '{n} giờ', 'setup.span.days': '{n} ngày' });

test('a clock some seconds away is right, and told to a tenth', () => {
  const { state, said, values } = judgeClock(-1_260);

  assert.deepEqual(['good', 'right', { seconds: '1,3' }], [state, said, values?.()]);
});

test('a clock some hours away does no harm, for the conference goes by the server', () => {
  const { state, how, values } = judgeClock(7 * HOUR);

  assert.deepEqual(['info', undefined, { span: '7 giờ' }], [state, how, values?.()]);
});

test('a clock days away spoils certificates, so it is to be set', () => {
  const { state, how, values } = judgeClock(-5 * 365 * 24 * HOUR);

  assert.deepEqual(['todo', true, { span: '1825 ngày' }], [state, how, values?.()]);
});

test('a line is quick up to 150 ms there and back', () => {
  assert.deepEqual(['quick', 'quick', 'slow'], [0.2, 150, 151].map((ms) => judgeTrip(ms).said));
  assert.deepEqual({ ms: 1 }, judgeTrip(0.2).values?.());
});

test('the steps begin with those for the device in front of us', () => {
  const devices = [
    { userAgent: 'Mozilla/5.0 (Linux; Android 14; Pixel 8)', maxTouchPoints: 5 },
    { userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)', maxTouchPoints: 5 },
    { userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', maxTouchPoints: 5 },
    { userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)', maxTouchPoints: 0 },
    { userAgent: 'Mozilla/5.0 (X11; Linux x86_64)', maxTouchPoints: 0 },
  ];

  assert.deepEqual(['android', 'ios', 'ios', 'windows', 'linux'], devices.map(guess));
});
