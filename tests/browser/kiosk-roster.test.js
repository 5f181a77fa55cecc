// The kiosk's own copy of the roster: what it knows of a badge with nobody to ask.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { digestOf, Roster } from '../../kiosk/roster.js';
import { sha256 } from '../../kiosk/sha256.js';

const SALT = '00112233445566778899aabbccddeeff';
const GOOD = '0420'.padEnd(34, '1');
const OLD = '0420'.padEnd(34, '2');
const VOID = '0420'.padEnd(34, '3');
const AN = { state: 'valid', name: 'Nguyễn Thị Mẫu An', salutation: 'đồng chí', seat: 'C-12' };
const COPY = {
  version: 'v1',
  salt: SALT,
  conference: '0420',
  people: [
    { digest: digestOf(SALT, GOOD), number: digestOf(SALT, 'C-037'), ...AN },
    { digest: digestOf(SALT, VOID), number: digestOf(SALT, 'C-038'), state: 'revoked' },
  ],
  void: [{ digest: digestOf(SALT, OLD), state: 'replaced' }],
};

const here = () => ({ at: '2020-07-10T00:12:00.000Z', kiosk: 'Ki-ốt 1' });

/** A roster that has synced with a server that has `copies`, one after the other. */
async function synced(...copies) {
  const kept = new Map();
  const asked = [];
  const store = { read: async (name) => kept.get(name), write: async (name, value) => kept.set(name, value) };
  const answer = async (since) => { asked.push(since); return copies.shift() ?? null; };
  const roster = new Roster(store, answer, here);
  await roster.sync();
  return { roster, asked, again: () => new Roster(store, answer, here) };
}

const verdict = (roster, code, direction) => roster.answer({ id: '1', code, direction }).verdict;

test('our digest is SHA-256, whatever the length of the text', () => {
  for (let length = 0; length < 200; length += 1) {
    const bytes = randomBytes(length);

    assert.equal(sha256(bytes), createHash('sha256').update(bytes).digest('hex'));
  }
});

test('a badge of the roster is known by code and by number, with name and seat', async () => {
  const { roster } = await synced(COPY);

  assert.equal(roster.answer({ id: '1', code: GOOD }).delegate.name, AN.name);
  assert.equal(roster.answer({ id: '1', code: ' c-037 ' }).delegate.seat, 'C-12');
  assert.equal(roster.answer({ id: '1', code: GOOD }).offline, true);
});

test('the name on a valid badge is known at once, of a void or strange one none', async () => {
  const { roster } = await synced(COPY);

  assert.deepEqual(
    [AN.name, AN.name, undefined, undefined],
    [GOOD, 'c-037', VOID, 'C-999'].map((code) => roster.known(code)?.name),
  );
});

test('a number is mistyped where there is a roster, and nobody in it has that number', async () => {
  const { roster } = await synced(COPY);
  const { roster: none } = await synced();

  assert.deepEqual(
    [true, false, false, false, false],
    ['C-999', 'c-037', 'C-038', GOOD, ''].map((code) => roster.isMisdialled(code)),
  );
  assert.equal(none.isMisdialled('C-999'), false);
});

test('replaced, revoked and foreign badges are told apart, and the way out is one', async () => {
  const { roster } = await synced(COPY);

  assert.deepEqual(
    ['accepted', 'exit_recorded', 'replaced', 'revoked', 'revoked', 'wrong_conference'],
    [
      verdict(roster, GOOD), verdict(roster, GOOD, 'out'), verdict(roster, OLD), verdict(roster, VOID),
      verdict(roster, 'C-038'), verdict(roster, '0999'.padEnd(34, '1')),
    ],
  );
});

test('a code it does not know is only unknown, and so is every code before the first roster', async () => {
  const { roster } = await synced(COPY);
  const { roster: empty } = await synced();

  assert.equal(verdict(roster, '0420'.padEnd(34, '9')), 'unknown');
  assert.deepEqual(['unknown', 'unknown'], [verdict(empty, GOOD), verdict(empty, '0999'.padEnd(34, '1'))]);
});

test('the copy outlives the page, and is not fetched again while it is the newest', async () => {
  const { roster, asked, again } = await synced(COPY, { version: 'v1', unchanged: true });
  const reopened = again();
  await reopened.load();
  await reopened.sync();

  assert.deepEqual([null, 'v1'], asked);
  assert.equal(verdict(reopened, GOOD), 'accepted');
  assert.equal(reopened.version, roster.version);
});

test('a server that is away leaves the copy as it was', async () => {
  const { roster } = await synced(COPY, null);

  await roster.sync();

  assert.equal(verdict(roster, GOOD), 'accepted');
});

test('after the end nothing of anybody is left, on this machine or for its next start', async () => {
  const { roster, again, asked } = await synced(COPY, COPY);

  await roster.wipe();
  await roster.sync();
  const next = again();
  await next.load();

  assert.deepEqual([verdict(roster, GOOD), roster.version, asked.length], ['closed', null, 1]);
  assert.deepEqual([verdict(next, GOOD), next.version], ['unknown', null]);
});

test('a machine that was turned out knows nobody, until it is let in again', async () => {
  const { roster, again } = await synced(COPY, COPY);

  await roster.forget();
  const next = again();
  await next.load();
  const between = [verdict(roster, GOOD), roster.version, verdict(next, GOOD)];
  await roster.sync();

  assert.deepEqual(between, ['unknown', null, 'unknown']);
  assert.equal(verdict(roster, GOOD), 'accepted');
});

test('a conference that is opened again is fetched again', async () => {
  const { roster } = await synced(COPY, COPY);
  await roster.wipe();

  roster.reopen();
  await roster.sync();

  assert.equal(verdict(roster, GOOD), 'accepted');
});

test('of a badge of another conference only that it is one is kept; of ours, everything', async () => {
  const { roster } = await synced(COPY);
  const other = '0999'.padEnd(34, '7');

  assert.equal(roster.keepable({ id: '1', code: GOOD }).code, GOOD);
  assert.equal(roster.keepable({ id: '1', code: 'C-037' }).code, 'C-037');
  assert.match(roster.keepable({ id: '1', code: other }).code, /^09990{29}\d$/);
  assert.equal(roster.keepable({ id: '1', code: other }).id, '1');
});

test('before the first roster, and after the last, no code of elsewhere is kept', async () => {
  const { roster: fresh } = await synced();
  const { roster: wiped } = await synced(COPY);
  const other = { id: '1', code: '0999'.padEnd(34, '7') };

  assert.deepEqual([fresh.keepable(other), fresh.keepable({ id: '1', code: 'C-037' }).code], [null, 'C-037']);
  fresh.isOf('0420');
  await wiped.wipe();

  for (const roster of [fresh, wiped]) {
    assert.match(roster.keepable(other).code, /^09990{29}\d$/);
    assert.equal(roster.keepable({ id: '1', code: GOOD }).code, GOOD);
  }
});

test('a badge this kiosk has let in by itself is known again, by number too and after a reload', async () => {
  const { roster, again } = await synced(COPY);
  assert.equal(verdict(roster, GOOD), 'accepted');
  const reopened = again();
  await reopened.load();

  for (const one of [roster, reopened]) {
    const { verdict: said, first, delegate, offline } = one.answer({ id: '2', code: 'C-037' });
    assert.deepEqual(['already_in', here(), AN.name, true], [said, first, delegate.name, offline]);
  }
});

test('whoever has gone out may come in again, and after the close nothing of it stays', async () => {
  const { roster, again } = await synced(COPY);
  verdict(roster, GOOD);

  roster.leaves('C-037');
  assert.deepEqual(['accepted', 'already_in'], [verdict(roster, GOOD), verdict(roster, GOOD)]);
  await roster.wipe();
  const reopened = again();
  await reopened.load();
  await reopened.sync();

  assert.equal(verdict(reopened, GOOD), 'unknown');
});
