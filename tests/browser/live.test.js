// The rules of the live connection that need no network.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Commands } from '../../display/shared/commands.js';
import { newId } from '../../display/shared/id.js';
import { isNewer } from '../../display/shared/live.js';
import { Watchdog } from '../../display/shared/watchdog.js';

test('the newest view of a journal is shown, and another journal is another conference', () => {
  const shown = { version: 7, journal: 'a' };

  assert.ok(isNewer(null, shown));
  assert.ok(isNewer(shown, { version: 7, journal: 'a' }));
  assert.ok(!isNewer(shown, { version: 6, journal: 'a' }));
  assert.ok(isNewer(shown, { version: 1, journal: 'b' }));
});

test('a command keeps its id until the server has answered', async () => {
  const sent = [];
  const commands = new Commands((command, answered) => sent.push({ command, answered }));

  const answer = commands.give('next', {}, 4);
  commands.resend();
  sent[1].answered({ version: 9 });
  commands.resend();

  assert.equal(2, sent.length);
  assert.deepEqual(sent[0].command, sent[1].command);
  assert.equal(4, sent[0].command.expects);
  assert.deepEqual({ version: 9 }, await answer);
});

test('commands are sent again in the order they were given', () => {
  const sent = [];
  const commands = new Commands(({ command }) => sent.push(command));

  commands.give('next');
  commands.give('back');
  commands.resend();

  assert.deepEqual(['next', 'back', 'next', 'back'], sent);
});

test('a lost line gives up every command under way: the anthem never sounds minutes late', async () => {
  const sent = [];
  const commands = new Commands((command) => sent.push(command));
  const black = commands.give('blackout');
  const next = commands.give('next', {}, 4);

  commands.forget();
  commands.resend();

  assert.deepEqual([{ code: 'unsent' }, { code: 'unsent' }], await Promise.all([black, next]));
  assert.deepEqual(['blackout', 'next'], sent.map(({ command }) => command));
  assert.ok(!commands.awaits(sent[1].id));
});

test('every command has an id of its own', () => {
  assert.match(newId(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(1000, new Set(Array.from({ length: 1000 }, newId)).size);
});

test('silence is asked about, then called late, then lost and hung up on', () => {
  let now = 0;
  const told = [];
  const line = {
    connected: () => true,
    now: () => now,
    onState: (state) => told.push(state),
    ask: () => told.push('asked'),
    hangUp: () => told.push('hung up'),
  };
  const watchdog = new Watchdog(line);

  for (now of [3_000, 3_500, 4_500, 5_000]) watchdog.look();
  watchdog.heard();

  assert.deepEqual(['live', 'asked', 'asked', 'late', 'hung up', 'lost', 'live'], told);
});

test('a line that is down is late at once and lost after five seconds', () => {
  let now = 0;
  const told = [];
  const line = {
    connected: () => false,
    now: () => now,
    onState: (state) => told.push(state),
    ask() {},
    hangUp() {},
  };
  const watchdog = new Watchdog(line);

  for (now of [0, 4_999, 5_000]) watchdog.look();

  assert.deepEqual(['late', 'lost'], told);
});
