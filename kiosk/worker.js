// The service worker: opens the kiosk's page with the server gone, from the copy it has kept.
// The server fills in the version and the list. A version is kept whole and never changes, so that
// pages and scripts always match; a newer one is fetched beside it and waits until it may take over.

const PAGE = '/kiosk/kiosk.html';
const DOORS = new Set([PAGE, '/kiosk']);
const CACHES = 'hall-kiosk-';
const CACHE = `${CACHES}{{build}}`;
/** @type {string[]} */
const FILES = JSON.parse('{{files}}');
const KEPT = new Set(FILES);
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

worker.addEventListener('install', (event) => event.waitUntil(fetchAll()));
worker.addEventListener('activate', (event) => event.waitUntil(takeOver()));
worker.addEventListener('message', ({ data }) => data === 'take over' && worker.skipWaiting());
worker.addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname, search } = new URL(url);
  if (method !== 'GET' || origin !== location.origin) return;
  if (mode === 'navigate' && DOORS.has(pathname)) event.respondWith(openPage(pathname, search));
  else if (KEPT.has(pathname)) event.respondWith(file(event, pathname));
});

async function fetchAll() {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES.map((url) => new Request(url, { cache: 'reload' })));
}

async function takeOver() {
  const old = (await caches.keys()).filter((name) => name.startsWith(CACHES) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await worker.clients.claim();
}

// The page is kept with its headers as served: its policy names the nonce that stands in it.
const openPage = (/** @type {string} */ pathname, /** @type {string} */ search) =>
  (pathname === PAGE ? kept(PAGE) : Promise.resolve(Response.redirect(PAGE + search)));

// The reception desk may be open in the same browser: it is none of this worker's business.
async function file(/** @type {FetchEvent} */ { clientId, request }, /** @type {string} */ pathname) {
  const client = await worker.clients.get(clientId);
  const isOurs = client && KEPT.has(new URL(client.url).pathname);
  return isOurs ? kept(pathname) : fetch(request);
}

const kept = async (/** @type {string} */ pathname) => {
  const cache = await caches.open(CACHE);
  return (await cache.match(pathname)) ?? fetch(pathname);
};
