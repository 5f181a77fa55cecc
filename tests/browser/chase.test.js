// A film that follows another: hurried only when it is far, and left alone once it is near.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Chase, Origins } from '../../display/shared/chase.js';

test('a film near enough is left alone', () => {
  const chase = new Chase();

  assert.equal(1, chase.speed(25));
  assert.equal(1, chase.speed(-25));
});

test('a film that lags is hurried until it is near, and not before it is far again', () => {
  const chase = new Chase();

  assert.ok(chase.speed(30) > 1);
  assert.ok(chase.speed(10) > 1);
  assert.equal(1, chase.speed(9));
  assert.equal(1, chase.speed(20));
});

test('a film that leads is held back', () => {
  assert.ok(new Chase().speed(-40) < 1);
});

test('nobody sees or hears the speed change: six in a hundred at most', () => {
  assert.equal(1.06, new Chase().speed(10_000));
  assert.equal(0.94, new Chase().speed(-10_000));
});

test('one late frame moves nothing, and too few frames say nothing', () => {
  const origins = new Origins();
  for (let frame = 0; frame < 7; frame += 1) origins.add(1000);
  assert.equal(null, origins.middle);

  origins.add(5000);

  assert.equal(1000, origins.middle);
  origins.clear();
  assert.equal(null, origins.middle);
});
