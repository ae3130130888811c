// The service worker of a site that keeps nothing: removes what an earlier release kept, and itself.

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(removeAll()));

async function removeAll() {
  await self.clients.claim(); // or open pages would go on being kept by the one before
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("diagnose-")).map((name) => caches.delete(name)));
  await self.registration.unregister();
}
