// Looking ahead and asking why: what the page asks the server for, and what it makes of the answers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Look } from '../../display/console/look.js';
import { Reasons } from '../../display/console/reasons.js';
import { timing } from '../../display/console/timing.js';

const soon = () => new Promise((done) => setTimeout(done, 80));

test('all the buttons of a page are asked about at once', async () => {
  const asked = [];
  const reasons = new Reasons(async (moves) => {
    asked.push(moves);
    return moves.map(({ args }) => (args.item === '2' ? { code: 'no', message: 'Không.' } : null));
  });

  reasons.want('skip', { item: '1' });
  reasons.want('skip', { item: '2' });
  reasons.want('skip', { item: '2' });
  await soon();

  assert.deepEqual([[{ command: 'skip', args: { item: '1' } }, { command: 'skip', args: { item: '2' } }]], asked);
  assert.deepEqual([null, 'no'], ['1', '2'].map((item) => reasons.of('skip', { item })?.code ?? null));
});

test('a button that has gone is asked about no more, its twin still is', async () => {
  const asked = [];
  const reasons = new Reasons(async (moves) => (asked.push(moves.length), moves.map(() => null)));
  const gone = [reasons.want('skip', { item: '1' }), reasons.want('skip', { item: '1' }), reasons.want('next', {})];
  await soon();

  gone[2]();
  gone[0]();
  reasons.refresh();
  await soon();
  gone[1]();
  reasons.refresh();
  await soon();

  assert.deepEqual([2, 1], asked);
});

test('while the server is away the last reasons stand', async () => {
  let answers = [{ code: 'no', message: 'Không.' }];
  const reasons = new Reasons(async () => answers);
  reasons.want('skip', { item: '1' });
  await soon();
  answers = null;
  reasons.refresh();
  await soon();

  assert.equal('no', reasons.of('skip', { item: '1' })?.code);
});

test('an answer for a place one has left is not shown', async () => {
  const answer = new Map();
  const look = new Look(({ item }) => new Promise((done) => answer.set(item, done)));
  const first = look.at({ item: '1' });
  const second = look.at({ item: '2' });

  answer.get('2')({ item: { id: '2' } });
  answer.get('1')({ item: { id: '1' } });
  await Promise.all([first, second]);

  assert.equal('2', look.seen.value.item.id);
  look.away();
  assert.equal(null, look.seen.value);
});

test('a step that is no longer there is looked at no longer', async () => {
  const look = new Look(async () => ({ code: 'unknown_step' }));

  await look.at({ item: '1', step: '1:act-9' });

  assert.equal(null, look.place.value);
});

test('one looks on from step to step, and first where the walk stands', async () => {
  const look = new Look(async ({ item }) => ({ item: { id: item }, after: { item: '3' }, before: null }));

  await look.from('after', { item: '2' });
  await look.from('after');
  look.from('before');

  assert.deepEqual({ item: '3' }, look.place.value);
});

const item = { state: 'pending', planned_start: '2020-07-10T01:00:00.000Z', planned_end: '2020-07-10T01:10:00.000Z' };

test('an item to come is expected as late as the morning runs', () => {
  const { start, guessed, begun, off } = timing({ drift_s: 200 }, item);

  assert.deepEqual(['2020-07-10T01:03:00.000Z', true, false, 3], [new Date(start).toISOString(), guessed, begun, off]);
});

test('less than a minute is as planned', () => {
  assert.deepEqual([false, 0], [timing({ drift_s: -59 }, item).guessed, Math.abs(timing({ drift_s: -59 }, item).off)]);
});

test('an item that began says when, and how early', () => {
  const begun = { ...item, state: 'current', started_at: '2020-07-10T00:56:00.000Z', ended_at: null };

  assert.deepEqual([-4, true, null], [timing({ drift_s: 0 }, begun).off, timing({ drift_s: 0 }, begun).begun, timing({}, begun).end]);
});
