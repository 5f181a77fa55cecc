// A page that was asked to load again does so once, and not under the flag.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Reload } from '../../display/shared/reload.js';

const view = (reload, code = 'SC06', journal = 'a') => ({ version: 1, journal, screen: { reload }, scene: { code } });

test('a page that has just been loaded is not loaded again', () => {
  const reload = new Reload();

  assert.deepEqual([false, false], [reload.isDue(view(3)), reload.isDue(view(3))]);
});

test('a page is loaded again when it is asked to while it is shown', () => {
  const reload = new Reload();
  reload.isDue(view(3));

  assert.equal(true, reload.isDue(view(4)));
});

test('under the flag it waits until the flag is gone', () => {
  const reload = new Reload();
  reload.isDue(view(3));

  assert.deepEqual([false, true], [reload.isDue(view(4, 'SC05')), reload.isDue(view(4))]);
});

test('another conference counts afresh', () => {
  const reload = new Reload();
  reload.isDue(view(3));

  assert.deepEqual([false, true], [reload.isDue(view(5, 'SC06', 'b')), reload.isDue(view(6, 'SC06', 'b'))]);
});
