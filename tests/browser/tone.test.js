// The test tone: a real WAV file of the right length, played once, and told with its level.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Tone, wave } from '../../display/shared/tone.js';

const NOW = Date.parse('2026-11-22T02:00:00.000Z');
const ASKED = { at: '2026-11-22T02:00:00.000Z', until: '2026-11-22T02:00:03.000Z' };

/** A page that can play: what it is told to play, and what it says to the server. */
function page({ allowed = true, levels = [0.1, 0.25, 0], now = NOW } = {}) {
  const [told, played] = [[], []];
  globalThis.Audio = class {
    constructor(url) {
      played.push(url);
    }
    async play() {
      if (!allowed) throw new DOMException('no gesture', 'NotAllowedError');
    }
    get ended() {
      return levels.length === 0;
    }
  };
  const ear = { listenTo: () => {}, level: () => levels.shift() ?? null };
  const tone = new Tone(ear, { clock: { now: () => now }, tell: (event, payload) => told.push([event, payload]) });
  return { tone, told, played };
}

test('the tone is a WAV file as long as it is asked to be, and not silent', () => {
  const file = new DataView(wave(2));
  const samples = new Int16Array(file.buffer, 44);
  const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);

  assert.equal(2 * 22_050, samples.length);
  assert.equal('RIFF', String.fromCharCode(...new Uint8Array(file.buffer, 0, 4)));
  assert.ok(loudest > 9_000 && loudest < 10_000, `${loudest}`);
  assert.equal(0, samples[0]);
});

test('it is played once, and its loudest moment is told in decibels', async () => {
  const { tone, told, played } = page();

  await tone.follow(ASKED);
  await tone.follow({ ...ASKED });

  assert.equal(1, played.length);
  assert.deepEqual([['tone', { at: ASKED.at, played: true, level_db: -12 }]], told);
});

test('a browser that refuses is told as such', async () => {
  const { tone, told } = page({ allowed: false });

  await tone.follow(ASKED);

  assert.deepEqual([['tone', { at: ASKED.at, played: false, level_db: null }]], told);
});

test('a page that cannot measure says only that it played', async () => {
  const { tone, told } = page({ levels: [null] });

  await tone.follow(ASKED);

  assert.deepEqual([['tone', { at: ASKED.at, played: true, level_db: null }]], told);
});

test('a tone of the past is not played late', async () => {
  const { tone, told, played } = page({ now: NOW + 60_000 });

  await tone.follow(ASKED);
  await tone.follow(null);

  assert.deepEqual([[], []], [told, played]);
});
