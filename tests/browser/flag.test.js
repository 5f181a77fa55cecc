// The flag's geometry against the rule: Constitution article 13 and guidance 3420/HD-BVHTTDL.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { flag, starPoints } from '../../display/scenes/flag.js';
import { find } from './markup.js';

// On a flag of 900 × 600, from the top point clockwise.
const RULE = [
  [450, 120],
  [490.41, 244.38],
  [621.19, 244.38],
  [515.39, 321.25],
  [555.8, 445.62],
  [450, 368.75],
  [344.2, 445.62],
  [384.61, 321.25],
  [278.81, 244.38],
  [409.59, 244.38],
];
const near = (expected, actual, within = 0.006) =>
  assert.ok(Math.abs(expected - actual) < within, `${actual} is not ${expected}`);

test('the ten vertices are those of the rule', () => {
  starPoints(900).forEach(([x, y], n) => {
    near(RULE[n][0], x);
    near(RULE[n][1], y);
  });
});

test('every point is a fifth of the length away from where the diagonals cross', () => {
  for (const [n, [x, y]] of starPoints(1500).entries()) {
    if (n % 2 === 0) near(300, Math.hypot(x - 750, y - 500), 1e-9);
  }
});

test('from a point to the opposite point is one straight line', () => {
  const points = starPoints(900);
  for (let n = 0; n < 10; n += 2) {
    const [a, b, c, d] = [0, 1, 3, 4].map((step) => points[(n + step) % 10]);
    near(0, cross(a, d, b), 1e-6);
    near(0, cross(a, d, c), 1e-6);
  }
});

test('one point stands straight up and the star is its own mirror image', () => {
  const points = starPoints(900);

  near(450, points[0][0], 1e-9);
  points.forEach(([x, y], n) => {
    const [mirrorX, mirrorY] = points[(10 - n) % 10];
    near(900 - x, mirrorX, 1e-9);
    near(y, mirrorY, 1e-9);
  });
});

test('the picture is two to three, and there is nothing in it but ground and star', () => {
  const [svg] = [flag().props.children].flat();

  assert.equal('0 0 900 600', svg.props.viewBox);
  assert.deepEqual(
    ['rect', 'polygon'],
    [svg.props.children].flat().map(({ type }) => type),
  );
  assert.equal(1, find(flag(), 'flag-star').length);
});

const cross = ([ax, ay], [bx, by], [px, py]) =>
  ((bx - ax) * (py - ay) - (by - ay) * (px - ax)) / Math.hypot(bx - ax, by - ay);
