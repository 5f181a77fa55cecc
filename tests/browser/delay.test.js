// How late a film begins is learned start by start, and never from a start that says nothing.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Delay, OF_PICTURES, OF_SOUND } from '../../display/shared/delay.js';

beforeEach(() => {
  const kept = new Map();
  globalThis.localStorage = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
  };
});

test('a machine nobody knows begins as most do', () => {
  assert.equal(60, new Delay(OF_SOUND).ms);
  assert.equal(-12, new Delay(OF_PICTURES).ms);
});

test('start by start the delay comes nearer to the truth', () => {
  const truth = 100;
  const delay = new Delay(OF_SOUND);

  for (let play = 0; play < 6; play += 1) delay.learn(truth - delay.ms, `play ${play}`);

  assert.ok(Math.abs(truth - delay.ms) <= 2, String(delay.ms));
});

test('what was learned outlives the page', () => {
  new Delay(OF_PICTURES).learn(20, 'a');

  assert.equal(-2, new Delay(OF_PICTURES).ms);
});

test('of each play the first word counts, and a strange start says nothing', () => {
  const delay = new Delay(OF_SOUND);
  delay.learn(20, 'a');
  delay.learn(200, 'a');
  delay.learn(5000, 'b');

  assert.equal(70, delay.ms);
});

test('no start is learned beyond what a machine may need', () => {
  const delay = new Delay(OF_PICTURES);

  for (let play = 0; play < 20; play += 1) delay.learn(-290, `play ${play}`);

  assert.equal(-40, delay.ms);
});
