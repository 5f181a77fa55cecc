// The questions after a substitution: each is asked until it is answered, whichever news comes first.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Desk } from '../../kiosk/reception/desk.js';

const duty = (ref) => ({
  person: 'C-001', name: 'Mẫu An', substitute: 'Mẫu Thay', duty: 'speech', ref, title: ref, replies: ['substitute'],
});
const view = (version, ...duties) => ({ version, duties, conference: { time_zone: 'Asia/Ho_Chi_Minh' } });

/** A desk that asks about two duties; `command` is what the server does meanwhile. */
function asking(command) {
  const desk = new Desk(/** @type {any} */ ({ command, find: async () => [], now: () => 0, hasKeys: () => true }));
  desk.seen(view(1, duty('one'), duty('two')));
  desk.asking.value = 'C-001';
  return desk;
}

test('the last question stays, also where the view is quicker than the answer', async () => {
  const desk = asking(async () => {
    desk.seen(view(2, duty('two')));
    return {};
  });
  await desk.reply(duty('one'), { reply: 'substitute' });

  assert.deepEqual(desk.questions.value.map(({ ref }) => ref), ['two']);
});

test('after the last answer nothing is asked any more', async () => {
  const desk = asking(async () => ({}));
  desk.seen(view(2, duty('two')));
  await desk.reply(duty('two'), { reply: 'substitute' });

  assert.equal(desk.asking.value, null);
});
