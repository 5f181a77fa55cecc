// Sound: browsers let a page be heard from the first touch on, so a person has to try it.

/** @typedef {import('./state.js').Finding} Finding */

const LOUDNESS = 0.2;
const PITCH = 783.99; // Hz
const LASTS = 0.8; // s
const WAKES_WITHIN = 1_500; // ms

/** @returns {Finding} */
export const lookAtSound = () =>
  'AudioContext' in window ? { state: 'ask', said: 'ready' } : { state: 'off', said: 'missing', how: true };

/** Play one note. */
export async function trySound() {
  const audio = new AudioContext();
  await Promise.race([audio.resume(), new Promise((resolve) => setTimeout(resolve, WAKES_WITHIN))]);
  if (audio.state !== 'running') return /** @type {Finding} */ ({ state: 'todo', said: 'blocked', how: true });
  ring(audio);
  return /** @type {Finding} */ ({ state: 'good', said: 'played' });
}

function ring(/** @type {AudioContext} */ audio) {
  const [tone, volume] = [audio.createOscillator(), audio.createGain()];
  tone.frequency.value = PITCH;
  volume.gain.setValueAtTime(LOUDNESS, audio.currentTime);
  volume.gain.exponentialRampToValueAtTime(0.0001, audio.currentTime + LASTS);
  tone.connect(volume).connect(audio.destination);
  tone.addEventListener('ended', () => audio.close());
  tone.start();
  tone.stop(audio.currentTime + LASTS);
}
