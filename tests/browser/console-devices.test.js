// The name a device that waits is offered, so that the operator need only say yes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameFor } from '../../display/console/devices.js';

const screen = (name, more = {}) => ({ name, role: name.split('-')[0], connected: true, ...more });
const offered = (screens, device, kiosks = []) => nameFor({ screens, kiosks }, device, 'Ki-ốt');

test('a screen of the plan that was never there is offered first', () => {
  const screens = [screen('hall-1'), screen('hall-2', { connected: false, last_seen: null })];

  assert.equal('hall-2', offered(screens, { kind: 'screen', role: 'hall' }));
});

test('a name that is only away is not given to another', () => {
  const screens = [screen('hall-1', { connected: false, last_seen: '2026-11-22T01:00:00.000Z' })];

  assert.equal('hall-2', offered(screens, { kind: 'screen', role: 'hall' }));
});

test('a device takes the lowest free number', () => {
  assert.equal('lobby-2', offered([screen('lobby-1'), screen('lobby-3')], { kind: 'screen', role: 'lobby' }));
  assert.equal('Ki-ốt 2', offered([], { kind: 'kiosk', role: null }, [{ name: 'Ki-ốt 1' }]));
});

test('a screen that says nothing of its role is for the hall', () => {
  assert.equal('hall-1', offered([], { kind: 'screen', role: null }));
});
