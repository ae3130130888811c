// Entry: improve the tool's page where there is one; everywhere else do nothing and fetch nothing.

const $root = /** @type {HTMLElement | null} */ (document.querySelector('[data-module="diagnose"]'));

const $forget = /** @type {HTMLElement | null} */ (document.querySelector("[data-forget]"));
const $lost = /** @type {HTMLElement | null} */ (document.querySelector("[data-lost]"));
const $map = /** @type {HTMLElement | null} */ (document.querySelector("[data-map]"));

if ($root) start($root);
else if (document.querySelector("[data-copy]")) offerToCopy();
if ($forget) offerToForget($forget);
if ($map) import("./map.js").then(({ markWay }) => markWay($map));
if ($lost) findAgain(new URL($lost.dataset.lost ?? "", location.href));

/**
 * On the page of addresses that are not there: below the tool's address, the tool finds what of it still fits.
 *
 * @param {URL} tool
 */
function findAgain(tool) {
  const isBelow = location.pathname.startsWith(tool.pathname) && location.pathname !== tool.pathname;
  if (isBelow) location.replace(`${tool}#/${location.pathname.slice(tool.pathname.length)}`);
}

/** @param {HTMLElement} $root */
async function start($root) {
  const [{ Engine }, { View, pinLinks }, { Conversation }, { keepOffline }, { showCopyButtons, signPrints }] = await Promise.all([
    import("./engine.js"),
    import("./view.js"),
    import("./conversation.js"),
    import("./offline.js"),
    import("./actions.js"),
  ]);
  const site = new URL($root.dataset.root ?? "", location.href);
  const engine = new Engine(new URL($root.dataset.runtime ?? "", location.href).href);
  const view = new View($root, () => engine.start());
  pinLinks();
  showCopyButtons();
  signPrints();
  const offline = $root.dataset.offline && new URL($root.dataset.offline, location.href).href;
  new Conversation($root, engine, view, site);
  engine.addEventListener("stage", () => view.showStage(engine.stage, engine.isAble));
  engine.addEventListener("stage", () => engine.stage === "ready" && keepOffline(offline || "", site));
  engine.addEventListener("progress", () => view.showProgress(engine.bytes / Number($root.dataset.bytes)));
  if (isCostly()) view.offerStart();
  else afterPaint(() => engine.start());
}

/** On a page without the tool: the buttons beside texts to copy. */
async function offerToCopy() {
  const { copy, showCopyButtons, signPrints } = await import("./actions.js");
  signPrints();
  for (const $button of showCopyButtons()) $button.addEventListener("click", () => copy($button));
}

/** @param {HTMLElement} $place with a button, and room to say that it is done */
async function offerToForget($place) {
  const [{ forgetOffline }, { remember }, { WORDS }] = await Promise.all([
    import("./offline.js"),
    import("./resume.js"),
    import("./words.js"),
  ]);
  $place.hidden = false;
  $place.querySelector("button")?.addEventListener("click", async () => {
    remember("");
    await forgetOffline();
    /** @type {HTMLElement} */ ($place.querySelector("[role=status]")).textContent = WORDS.forgotten;
  });
}

/** Whether the visitor saves data or has a slow connection: then nothing large is fetched unasked. */
function isCostly() {
  const connection = /** @type {any} */ (navigator).connection;
  return Boolean(connection?.saveData) || /2g|3g/.test(connection?.effectiveType ?? "");
}

/** @param {() => void} run */
function afterPaint(run) {
  const later = () => requestAnimationFrame(() => setTimeout(run));
  if (document.readyState === "complete") later();
  else window.addEventListener("load", later, { once: true });
}
