// Ask the browser to keep the tool for visits without a network; where it cannot or must not, nothing is missing.

/**
 * @param {string} script address of the service worker, "" where the site has none
 * @param {URL} site
 */
export function keepOffline(script, site) {
  const done = script ? navigator.serviceWorker?.register(script, { scope: site.pathname }) : forgetOffline();
  done?.catch(() => {});
}

/** Remove all that was kept, and what keeps it. */
export async function forgetOffline() {
  const registrations = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  await Promise.all(registrations.map((registration) => registration.unregister()));
  const names = (await window.caches?.keys()) ?? [];
  await Promise.all(names.filter((name) => name.startsWith("diagnose-")).map((name) => caches.delete(name)));
}
