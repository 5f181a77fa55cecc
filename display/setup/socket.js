// The live connection: the server greets a WebSocket before it asks who is there.
import { isPorch } from './server.js';
import { server } from './state.js';

/** @typedef {import('./state.js').Finding} Finding */

const GREETING = '0'; // how Engine.IO opens
const GREETED_WITHIN = 5_000; // ms

/** @returns {Promise<Finding>} */
export async function lookAtSocket() {
  if (isPorch(server.value)) return { state: 'info', said: 'later' };
  return (await isGreeted()) ? { state: 'good', said: 'open' } : { state: 'todo', said: 'closed', how: true };
}

/** @returns {Promise<boolean>} */
function isGreeted() {
  const scheme = location.protocol.replace('http', 'ws');
  const socket = new WebSocket(`${scheme}//${location.host}/socket.io/?EIO=4&transport=websocket`);
  return new Promise((/** @type {(is: boolean) => void} */ resolve) => {
    socket.addEventListener('message', ({ data }) => resolve(String(data).startsWith(GREETING)));
    socket.addEventListener('error', () => resolve(false));
    setTimeout(() => resolve(false), GREETED_WITHIN);
  }).finally(() => socket.close());
}
