// Where the sign-in page may lead.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { destination } from '../../display/shared/session.js';

const HERE = 'http://127.0.0.1:5000';

test('the sign-in page leads back to where the person came from', () => {
  assert.equal('/display/mc.html?lang=en', destination('?next=%2Fdisplay%2Fmc.html%3Flang%3Den', HERE));
  assert.equal('/display/console.html', destination('', HERE));
});

test('the sign-in page never leads out of the house', () => {
  for (const next of [
    '//evil.example/x',
    'https://evil.example/',
    'javascript:alert(1)',
    '/\\evil.example',
  ]) {
    assert.equal('/display/console.html', destination(`?next=${encodeURIComponent(next)}`, HERE), next);
  }
});
