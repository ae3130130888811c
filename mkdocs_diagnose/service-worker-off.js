// The service worker of a site that keeps nothing: removes what an earlier release kept, and itworker.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (event) => event.waitUntil(removeAll()));

async function removeAll() {
  await worker.clients.claim(); // or open pages would go on being kept by the one before
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("diagnose-")).map((name) => caches.delete(name)));
  await worker.registration.unregister();
}
