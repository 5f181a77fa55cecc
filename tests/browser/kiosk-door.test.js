// From a scan to a screen and back: one scan at a time, a new one first, and never a dead end.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { ask } from '../../kiosk/ask.js';
import { Door } from '../../kiosk/door.js';

const ONE = '1'.repeat(34);
const TWO = '2'.repeat(34);
const AN = { id: 'C-037', name: 'Nguyễn Thị Mẫu An' };
const WORDS = { t: (key) => key, timeOf: (at) => at, opensAt: '06:45' };
const REAL_NOW = performance.now;

let now = 0;

beforeEach(() => {
  now = 0;
  performance.now = () => now;
  mock.timers.enable({ apis: ['setTimeout'] });
});

afterEach(() => {
  performance.now = REAL_NOW;
  mock.timers.reset();
});

/** Let `ms` pass, a little at a time, promises included. */
async function pass(ms) {
  for (let step = 0; step < ms; step += 50) {
    now += 50;
    mock.timers.tick(50);
    await settled();
  }
}

async function settled() {
  for (let turn = 0; turn < 20; turn += 1) await null;
}

/** A door whose answers are given by hand. */
function doorway() {
  const asked = [];
  const shown = [];
  const played = [];
  const told = [];
  const heading = { way: 'in' };
  let made = 0;
  const door = new Door({
    ask: (scan) => new Promise((answer) => asked.push({ scan, answer })),
    tell: (kind) => told.push(kind),
    known: (code) => (code === ONE ? AN : null),
    newScan: (code) => ({ id: String((made += 1)), code, ...(heading.way === 'out' && { direction: 'out' }) }),
    words: () => WORDS,
    show: (scene) => shown.push(scene),
    play: (sound) => played.push(sound),
  });
  const now = () => {
    const { state, screen } = shown.at(-1);
    return screen ? `${state} ${screen.verdict}` : state;
  };
  return { door, asked, shown, played, told, now, heading };
}

test('a scan is checked, answered with its sound, and leaves by itself', async () => {
  const { door, asked, played, now } = doorway();

  door.scanned(ONE, 'scanner');
  assert.equal(now(), 'checking');
  asked[0].answer({ verdict: 'accepted', delegate: AN });
  await settled();

  assert.equal(now(), 'verdict accepted');
  assert.deepEqual(played, ['welcome']);
  await pass(5_900);
  assert.equal(now(), 'verdict accepted');
  await pass(200);
  assert.equal(now(), 'idle');
});

test('the spinner turns only when the answer takes its time', async () => {
  const { door, shown } = doorway();

  door.scanned(ONE, 'scanner');
  await pass(200);
  assert.equal(shown.at(-1).slow, undefined);
  await pass(100);

  assert.equal(shown.at(-1).slow, true);
});

test('while it is checked a badge that the kiosk knows shows its name, another none', async () => {
  const { door, shown } = doorway();

  door.scanned(ONE, 'scanner');
  assert.deepEqual(['checking', AN], [shown.at(-1).state, shown.at(-1).person]);
  await pass(300);
  assert.deepEqual([true, AN], [shown.at(-1).slow, shown.at(-1).person]);
  door.scanned(TWO, 'scanner');

  assert.equal(shown.at(-1).person, null);
});

test('without an answer the delegate is asked to the help desk, and the late answer still counts', async () => {
  const { door, asked, now } = doorway();

  door.scanned(ONE, 'scanner');
  await pass(3_000);
  assert.equal(now(), 'verdict see_desk');
  asked[0].answer({ verdict: 'accepted', delegate: AN });
  await settled();

  assert.equal(now(), 'verdict accepted');
});

test('a scan that got no answer is asked again under the same id', async () => {
  const { door, asked } = doorway();
  door.scanned(ONE, 'scanner');
  await pass(3_000);
  asked[0].answer(null);
  await settled();

  door.scanned(ONE, 'scanner');

  assert.equal(asked.length, 2);
  assert.equal(asked[1].scan, asked[0].scan);
});

test('a new scan goes first, and the answer to the older one does not disturb it', async () => {
  const { door, asked, now } = doorway();

  door.scanned(ONE, 'scanner');
  door.scanned(TWO, 'scanner');
  asked[1].answer({ verdict: 'accepted', delegate: AN });
  await settled();
  asked[0].answer({ verdict: 'unknown' });
  await settled();

  assert.equal(now(), 'verdict accepted');
});

test('the same badge again repeats the first screen, without asking and without a sound', async () => {
  const { door, asked, played, now } = doorway();
  door.scanned(ONE, 'scanner');
  asked[0].answer({ verdict: 'accepted', delegate: AN });
  await pass(7_000);

  door.scanned(ONE, 'scanner');

  assert.equal(now(), 'verdict accepted');
  assert.deepEqual([asked.length, played], [1, ['welcome']]);
});

test('after ten seconds the server is asked again', async () => {
  const { door, asked } = doorway();
  door.scanned(ONE, 'scanner');
  asked[0].answer({ verdict: 'accepted', delegate: AN });
  await pass(10_500);

  door.scanned(ONE, 'scanner');

  assert.equal(asked.length, 2);
});

test('a badge held before the camera is answered once, however long it stays', async () => {
  const { door, asked, shown } = doorway();
  door.scanned(ONE, 'camera');
  asked[0].answer({ verdict: 'accepted', delegate: AN });
  await settled();

  for (let seen = 0; seen < 60; seen += 1) {
    await pass(500);
    door.scanned(ONE, 'camera');
  }

  assert.equal(asked.length, 1);
  assert.equal(shown.filter(({ state }) => state === 'verdict').length, 1);
});

test('a stuttering scanner does not take the greeting away', async () => {
  const { door, asked, now } = doorway();
  door.scanned(ONE, 'scanner');
  asked[0].answer({ verdict: 'accepted', delegate: AN });
  await pass(1_000);

  door.reading();
  door.scanned(ONE, 'scanner');

  assert.equal(now(), 'verdict accepted');
});

/** A badge that has just come in at a door that counts both ways. */
async function comeIn(source) {
  const all = doorway();
  all.door.scanned(ONE, source);
  all.asked[0].answer({ verdict: 'accepted', delegate: AN });
  await pass(3_000);
  return all;
}

test('whoever goes out again seconds after coming in is asked about as going out', async () => {
  const { door, asked, heading, now } = await comeIn('scanner');
  heading.way = 'out';

  door.scanned(ONE, 'scanner');
  asked[1].answer({ verdict: 'exit_recorded', delegate: AN });
  await settled();

  assert.equal(asked[1].scan.direction, 'out');
  assert.equal(now(), 'verdict exit_recorded');
});

test('a badge still before the camera when it has gone out does not come in again', async () => {
  const { door, asked, heading } = await comeIn('camera');
  heading.way = 'out';
  door.scanned(ONE, 'camera');
  asked[1].answer({ verdict: 'exit_recorded', delegate: AN });
  await settled();
  heading.way = 'in';

  for (let seen = 0; seen < 20; seen += 1) {
    await pass(500);
    door.scanned(ONE, 'camera');
  }

  assert.equal(asked.length, 2);
});

test('whoever comes back after going out is asked about, not greeted from before', async () => {
  const { door, asked, heading } = await comeIn('scanner');
  heading.way = 'out';
  door.scanned(ONE, 'scanner');
  asked[1].answer({ verdict: 'exit_recorded', delegate: AN });
  await pass(3_000);
  heading.way = 'in';

  door.scanned(ONE, 'scanner');

  assert.deepEqual([3, undefined], [asked.length, asked[2].scan.direction]);
});

test('going out under an unanswered scan is a scan of its own', async () => {
  const { door, asked, heading } = doorway();
  door.scanned(ONE, 'scanner');
  await pass(3_000);
  heading.way = 'out';

  door.scanned(ONE, 'scanner');
  asked[0].answer({ verdict: 'accepted', delegate: AN });
  await settled();
  asked[1].answer({ verdict: 'exit_recorded', delegate: AN });
  await settled();

  assert.deepEqual(['in', 'out'], asked.map(({ scan }) => scan.direction ?? 'in'));
  assert.notEqual(asked[0].scan.id, asked[1].scan.id);
});

test('a door that was not open yet is asked again at once', async () => {
  const { door, asked } = doorway();
  door.scanned(ONE, 'scanner');
  asked[0].answer({ verdict: 'not_open' });
  await settled();

  door.scanned(ONE, 'scanner');

  assert.equal(asked.length, 2);
});

test('a foreign code is answered at once, never asked about, and the desk hears of it', () => {
  const { door, asked, played, told, now } = doorway();

  door.foreign('address', 'scanner');

  assert.equal(now(), 'verdict unknown');
  assert.deepEqual([asked.length, played], [0, ['attention']]);
  assert.deepEqual(told, ['address']);
});

test('whoever plays with a foreign code is mentioned to the desk once a minute', async () => {
  const { door, told } = doorway();

  for (let second = 0; second < 60; second += 1) {
    door.foreign('barcode', 'scanner');
    door.foreign('wifi', 'scanner');
    await pass(1_000);
  }
  assert.deepEqual(told, ['barcode', 'wifi']);
  door.foreign('barcode', 'scanner');

  assert.deepEqual(told, ['barcode', 'wifi', 'barcode']);
});

test('a badge that could not be read is for the desk once the next try fails as well', async () => {
  const { door, told, asked } = doorway();

  door.foreign('damaged', 'scanner');
  door.scanned(ONE, 'scanner');
  asked[0].answer({ verdict: 'accepted', delegate: AN });
  await settled();
  door.foreign('damaged', 'scanner');
  await pass(31_000);
  door.foreign('several', 'scanner');
  assert.deepEqual(told, []);
  await pass(3_000);
  door.foreign('damaged', 'scanner');

  assert.deepEqual(told, ['damaged']);
});

test('a poster behind the delegate is mentioned once', async () => {
  const { door, shown } = doorway();

  for (let seen = 0; seen < 30; seen += 1) {
    door.foreign('address', 'camera');
    await pass(500);
  }

  assert.equal(shown.filter(({ state }) => state === 'verdict').length, 1);
});

test('keys that come to nothing leave the invitation standing', async () => {
  const { door, now } = doorway();

  door.reading();
  assert.equal(now(), 'reading');
  await pass(3_100);

  assert.equal(now(), 'idle');
});

const SCAN = { id: '1', code: ONE };
const ANSWER = { verdict: 'accepted' };
const silent = () => new Promise(() => {});

test('a number typed wrong is asked for again, in words about numbers', async () => {
  const { door, asked, now } = doorway();
  door.scanned('C-999', 'keypad');
  asked[0].answer({ verdict: 'unknown' });
  await settled();
  assert.equal(now(), 'verdict misdialled');

  door.scanned('C-999', 'keypad');
  assert.equal(asked.length, 2);
});

test('a number that a kiosk without a roster noted down stays noted', async () => {
  const { door, asked, now } = doorway();
  door.scanned('C-999', 'keypad');
  asked[0].answer({ verdict: 'unknown', offline: true });
  await settled();

  assert.equal(now(), 'verdict offline_unknown');
});

test('a road that answers is enough', async () => {
  assert.equal(await ask(SCAN, [async () => ANSWER, silent]), ANSWER);
});

test('when the first road is silent for 800 ms the second is taken', async () => {
  const answer = ask(SCAN, [silent, async () => ANSWER]);
  await pass(850);

  assert.equal(await answer, ANSWER);
});

test('a first road that is down is not waited for', async () => {
  assert.equal(await ask(SCAN, [async () => null, async () => ANSWER]), ANSWER);
});

test('a server that comes back within three seconds is found', async () => {
  let tries = 0;
  const answer = ask(SCAN, [async () => ((tries += 1) > 4 ? ANSWER : null)]);
  await pass(2_000);

  assert.equal(await answer, ANSWER);
});

test('with no road left there is no answer, and that is said', async () => {
  const answer = ask(SCAN, [async () => null, async () => null]);
  await pass(3_600);

  assert.equal(await answer, null);
});
