// A page that was asked to load again does so once, and not under the flag; an old one by itself, in a calm moment.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Reload } from '../../display/shared/reload.js';

const view = (reload, code = 'SC06', journal = 'a') => ({ version: 1, journal, screen: { reload }, scene: { code } });

test('a page that has just been loaded is not loaded again', () => {
  const reload = new Reload('', new Map());

  assert.deepEqual([false, false], [reload.isDue(view(3)), reload.isDue(view(3))]);
});

test('a page is loaded again when it is asked to while it is shown', () => {
  const reload = new Reload('', new Map());
  reload.isDue(view(3));

  assert.equal(true, reload.isDue(view(4)));
});

test('under the flag it waits until the flag is gone', () => {
  const reload = new Reload('', new Map());
  reload.isDue(view(3));

  assert.deepEqual([false, true], [reload.isDue(view(4, 'SC05')), reload.isDue(view(4))]);
});

test('another conference counts afresh', () => {
  const reload = new Reload('', new Map());
  reload.isDue(view(3));

  assert.deepEqual([false, true], [reload.isDue(view(5, 'SC06', 'b')), reload.isDue(view(6, 'SC06', 'b'))]);
});

const memory = () => {
  const kept = new Map();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) };
};
const newer = (code) => ({ ...view(0, code), edition: 'two' });

test('after an upgrade a page waits for a calm moment, and tries once', () => {
  const tab = memory();
  const reload = new Reload('one', tab);

  const due = ['SC06', 'SC05', 'SC15', 'SC00'].map((code) => reload.isDue(newer(code)));

  assert.deepEqual([false, false, false, true], due);
  assert.equal(false, new Reload('one', tab).isDue(newer('SC00')));
});

test('a page of the same files stays', () => {
  assert.equal(false, new Reload('two', memory()).isDue(newer('SC00')));
});
