// Entry: improve the tool's page where there is one; everywhere else do nothing and fetch nothing.

const $root = /** @type {HTMLElement | null} */ (document.querySelector('[data-module="diagnose"]'));

if ($root) start($root);

/** @param {HTMLElement} $root */
async function start($root) {
  const [{ Engine }, { View, pinLinks }, { Conversation }, { keepOffline }] = await Promise.all([
    import("./engine.js"),
    import("./view.js"),
    import("./conversation.js"),
    import("./offline.js"),
  ]);
  const site = new URL($root.dataset.root ?? "", location.href);
  const engine = new Engine(new URL($root.dataset.runtime ?? "", location.href).href);
  const view = new View($root, () => engine.start());
  pinLinks();
  const offline = $root.dataset.offline && new URL($root.dataset.offline, location.href).href;
  new Conversation($root, engine, view, site);
  engine.addEventListener("stage", () => view.showStage(engine.stage));
  engine.addEventListener("stage", () => engine.stage === "ready" && keepOffline(offline || "", site));
  engine.addEventListener("progress", () => view.showProgress(engine.bytes / Number($root.dataset.bytes)));
  if (isCostly()) view.offerStart();
  else afterPaint(() => engine.start());
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
