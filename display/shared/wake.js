// Keeps the screen from sleeping, where the browser and a secure page allow it.

/** Ask for the lock, and again whenever the page comes back into sight. */
export function stayAwake() {
  const ask = () => {
    if (document.visibilityState === 'visible') navigator.wakeLock?.request('screen').catch(() => undefined);
  };
  document.addEventListener('visibilitychange', ask);
  ask();
}
