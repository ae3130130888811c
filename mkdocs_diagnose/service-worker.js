// The service worker: offline after one visit. Nothing depends on it; without it every request goes to the network as ever.
// The build writes RELEASE before this text: { version, files }, addresses below the site's root.

const scope = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const CACHE = `diagnose-${RELEASE.version}`;
const ROOT = new URL(scope.registration.scope);
const TOOL = new URL("diagnose/", ROOT).pathname;

// Addresses that never change their content; all others are asked of the network first.
const NAMED_BY_CONTENT = /\/assets\/(?:runtime|site)\/|\.[0-9a-f]{8}\.min\.(?:js|css)$/;

scope.addEventListener("install", (event) => event.waitUntil(keepAll()));
scope.addEventListener("activate", (event) => event.waitUntil(forgetOlder()));

scope.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== ROOT.origin) return;
  event.respondWith(NAMED_BY_CONTENT.test(url.pathname) ? keptFirst(event.request) : networkFirst(event.request));
});

/** What the tool needs; what the visit has just fetched comes from the browser's own cache. */
async function keepAll() {
  const cache = await caches.open(CACHE);
  for (const address of RELEASE.files) {
    const request = new Request(new URL(address, ROOT), { cache: NAMED_BY_CONTENT.test(`/${address}`) ? "force-cache" : "default" });
    const response = await fetch(request);
    if (!isWorthKeeping(request, response)) throw new Error(`${response.status} ${request.url}`);
    await cache.put(request, response);
  }
}

async function forgetOlder() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("diagnose-") && name !== CACHE).map((name) => caches.delete(name)));
}

/** @param {Request} request */
async function keptFirst(request) {
  return (await caches.match(request, { ignoreSearch: true })) ?? fetchAndKeep(request);
}

/** @param {Request} request */
async function networkFirst(request) {
  try {
    return await fetchAndKeep(request);
  } catch (error) {
    return (await caches.match(request, { ignoreSearch: true })) ?? elsewhere(request, error);
  }
}

/**
 * A position that was never opened: the tool's own page finds it again from what follows the #.
 *
 * @param {Request} request
 * @param {unknown} error
 */
function elsewhere(request, error) {
  const { pathname } = new URL(request.url);
  if (request.mode !== "navigate" || !pathname.startsWith(TOOL) || pathname === TOOL) throw error;
  return Response.redirect(`${TOOL}#/${pathname.slice(TOOL.length)}`);
}

/** @param {Request} request */
async function fetchAndKeep(request) {
  const response = await ask(request);
  if (isWorthKeeping(request, response)) {
    const copy = response.clone();
    caches.open(CACHE).then((cache) => cache.put(request, copy)).catch(() => {}); // a full disk is no reason not to answer
  }
  return response;
}

/**
 * A page is asked for anew: hosts that send no rule let browsers guess how long to keep it, and an old page names old files.
 *
 * @param {Request} request
 */
function ask(request) {
  return request.mode === "navigate" ? fetch(request.url, { cache: "no-cache", redirect: "manual" }) : fetch(request);
}

/**
 * Never an error page, never a page of another place, never HTML in place of a script.
 *
 * @param {Request} request
 * @param {Response} response
 */
function isWorthKeeping(request, response) {
  const isPage = (response.headers.get("Content-Type") ?? "").startsWith("text/html");
  return response.status === 200 && !response.redirected && !(isPage && NAMED_BY_CONTENT.test(new URL(request.url).pathname));
}
