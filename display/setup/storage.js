// Storage: a real write to IndexedDB, and whether the browser promises to keep what is written.
import { deleteDB, openDB } from 'idb';
import { newId } from '../shared/id.js';

/** @typedef {import('./state.js').Finding} Finding */

const SHELF = 'tried';

/** @returns {Promise<Finding>} */
export async function lookAtStorage() {
  if (!(await holdsWhatIsWritten())) return { state: 'todo', said: 'refused', how: true };
  if (!navigator.storage) return { state: 'good', said: 'plain' };
  if (await navigator.storage.persisted()) return { state: 'good', said: 'kept' };
  return { state: 'ask', said: 'works' };
}

/** @returns {Promise<Finding>} */
export async function tryStorage() {
  if (await navigator.storage.persist()) return { state: 'good', said: 'kept' };
  return { state: 'todo', said: 'not_kept', how: true };
}

async function holdsWhatIsWritten() {
  const [name, written] = [`hall.setup ${newId()}`, newId()];
  try {
    const shelf = await openDB(name, 1, { upgrade: (fresh) => void fresh.createObjectStore(SHELF) });
    await shelf.put(SHELF, written, 0);
    const read = await shelf.get(SHELF, 0);
    shelf.close();
    await deleteDB(name);
    return read === written;
  } catch {
    return false;
  }
}
