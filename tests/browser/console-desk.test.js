// The console's desk: what may be sent now, what a sender saw, and how a refusal is said.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Desk } from '../../display/console/desk.js';
import { OneStep } from '../../display/console/one-step.js';
import { useTexts } from '../../display/shared/text.js';

const ME = { id: 'a1', role: 'operator', name: 'Bàn 1' };
const FLAG_UP = { code: 'flag_up', message: 'Đang chào cờ.', message_en: 'The flag is up.' };

const view = (more = {}) => ({
  version: 40,
  journal: 'j',
  agenda_version: 7,
  conference: { time_zone: 'Asia/Ho_Chi_Minh' },
  control: { holder: 'a1', name: 'Bàn 1', since: '2020-07-10T00:00:00.000Z' },
  moves: { next: null, blackout: null },
  ...more,
});

/** A desk whose commands land in `sent` and are answered by `answer`. */
function seated(answer = async () => ({ version: 41 }), seen = view()) {
  const sent = [];
  const desk = new Desk((name, args, expects) => {
    sent.push({ name, args, expects });
    return answer();
  });
  desk.session.value = ME;
  desk.view.value = seen;
  return { desk, sent };
}

beforeEach(() => useTexts('vi', {
  'console.link.why': 'mất kết nối', 'console.control.why_other': '{name} đang giữ', 'console.move.stale': 'vừa đổi',
  'console.move.failed': 'không tới', 'console.link.unsent': 'đã bỏ: {what}',
}));

test('a step says which agenda its sender saw', async () => {
  const { desk, sent } = seated();

  await desk.act('next');

  assert.deepEqual([{ name: 'next', args: {}, expects: 7 }], sent);
});

test('the keys for bad moments never wait for the agenda', async () => {
  const { desk, sent } = seated();

  await desk.act('blackout');

  assert.equal(undefined, sent[0].expects);
});

test('a step still on its way keeps the next one from being sent', () => {
  const { desk, sent } = seated(() => new Promise(() => {}));

  let now = 0;
  desk.steps = new OneStep(() => now);

  desk.step('next');
  now = 60_000;
  desk.step('next');

  assert.equal(1, sent.length);
});

test('a held key is not sent at all', () => {
  const { desk, sent } = seated();

  desk.step('next', true);

  assert.deepEqual([], sent);
});

test('a command that would be refused is not sent, its reason is said', async () => {
  const { desk, sent } = seated(undefined, view({ moves: { next: FLAG_UP } }));

  await desk.act('next');

  assert.deepEqual([[], 'Đang chào cờ.'], [sent, desk.remark.value.text]);
});

test('a stale refusal is only a hint', async () => {
  const { desk } = seated(async () => ({ code: 'stale', message: 'x' }));

  await desk.act('next');

  assert.deepEqual({ text: 'vừa đổi', near: '[data-command="next"]', soft: true }, desk.remark.value);
});

test('any other refusal is said in its own words', async () => {
  const { desk } = seated(async () => FLAG_UP);

  await desk.act('blackout');

  assert.deepEqual(['Đang chào cờ.', false], [desk.remark.value.text, desk.remark.value.soft]);
});

test('when another console holds control, only taking it and silence are open', () => {
  const { desk } = seated(undefined, view({ control: { holder: 'b2', name: 'Bàn 2', since: null } }));

  const why = ['next', 'blackout', 'take_control', 'stop_all_sound'].map((command) => desk.why(command));

  assert.deepEqual(['Bàn 2 đang giữ', 'Bàn 2 đang giữ', null, null], why);
});

test('when nobody holds control, the first to move may', () => {
  const { desk } = seated(undefined, view({ control: null }));

  assert.deepEqual([null, true, false], [desk.why('next'), desk.steers, desk.mine]);
});

test('a lost line closes every command', () => {
  const { desk } = seated();

  desk.line.value = 'lost';

  assert.deepEqual(['mất kết nối', 'mất kết nối'], [desk.why('next'), desk.why('take_control')]);
});

test('what was given up on is said beside its button and stays said until the next command', async () => {
  const answers = [{ code: 'unsent' }, { version: 41 }];
  const { desk } = seated(async () => answers.shift());

  await desk.act('blackout');
  assert.deepEqual(['đã bỏ: blackout', ['blackout']], [desk.remark.value.text, desk.unsent.value]);

  await desk.act('blackout');
  assert.deepEqual([null, []], [desk.remark.value, desk.unsent.value]);
});

test('a command that could not be sent says so', async () => {
  const { desk } = seated(() => Promise.reject(new Error('away')));

  await desk.act('next');

  assert.equal('không tới', desk.remark.value.text);
});
