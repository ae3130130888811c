// Pyodide and the diagnose package in a worker. The only file that knows Pyodide.

/** @type {((request: string) => string) | null} */
let respond = null;

/** Digest of each file by its name, as the build wrote them. @type {Promise<Record<string, string>>} */
let recorded = Promise.resolve({});

/** @type {(reason: unknown) => void} */
let giveUp = () => {};

/** Downloads that have begun before Pyodide asks for them, by address. */
const early = /** @type {Map<string, Promise<Response>>} */ (new Map());

/** Whether what came is what the build wrote: one promise a file. */
const checks = /** @type {Promise<void>[]} */ ([]);

const download = self.fetch;
const compile = WebAssembly.instantiateStreaming;

/**
 * Count what is downloaded, so that the page can tell slow from stalled, and check it while it is used. A file that
 * is missing ends the start: Pyodide itself would wait for ever.
 *
 * @param {RequestInfo | URL} resource
 * @param {RequestInit} [options]
 */
self.fetch = async (resource, options) => {
  const begun = early.get(String(resource));
  early.delete(String(resource));
  const response = await orGiveUp((begun ?? download(resource, options)).then(checked));
  if (!response.body || typeof TransformStream === "undefined") return response;
  const chunks = /** @type {Uint8Array<ArrayBuffer>[]} */ ([]);
  const counter = new TransformStream({
    transform(chunk, controller) {
      self.postMessage({ type: "progress", bytes: chunk.byteLength });
      chunks.push(chunk);
      controller.enqueue(chunk);
    },
    flush() {
      checks.push(orGiveUp(isAsBuilt(response.url, chunks)));
    },
  });
  return new Response(response.body.pipeThrough(counter), { headers: typed(response) });
};

/**
 * The browser compiles only what is called WebAssembly, and not every host calls it so.
 *
 * @param {Response} response
 */
function typed(response) {
  const headers = new Headers(response.headers);
  if (response.url.endsWith(".wasm")) headers.set("Content-Type", "application/wasm");
  return headers;
}

/**
 * @param {string} address
 * @param {Uint8Array<ArrayBuffer>[]} chunks what came
 */
async function isAsBuilt(address, chunks) {
  const name = address.slice(address.lastIndexOf("/") + 1);
  const digests = await recorded;
  if (!digests[name] || !crypto.subtle) return; // browsers compute digests on https and the own machine only
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", joined(chunks)));
  if (btoa(String.fromCharCode(...digest)) !== digests[name]) throw new Error(`${name} was changed on the way`);
}

/**
 * A Blob would do the same by way of another process, for a twentieth of the start.
 *
 * @param {Uint8Array<ArrayBuffer>[]} chunks
 */
function joined(chunks) {
  const whole = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

WebAssembly.instantiateStreaming = (source, imports) => orGiveUp(compile(source, imports));

/** @param {string} address */
function begin(address) {
  const begun = download(address);
  begun.catch(() => {}); // told when Pyodide asks for it
  early.set(address, begun);
}

/** @param {Response} response */
function checked(response) {
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  return response;
}

/**
 * @template T
 * @param {Promise<T>} promise
 * @returns {Promise<T>}
 */
function orGiveUp(promise) {
  promise.catch((error) => giveUp(error));
  return promise;
}

/** @param {string} runtime address of the folder with Pyodide and the package */
async function setUp(runtime) {
  self.postMessage({ type: "stage", stage: "downloading" });
  recorded = orGiveUp(download(`${runtime}digests.json`).then(checked).then((response) => response.json()));
  for (const name of ["pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"]) begin(runtime + name);
  const [{ loadPyodide }] = await Promise.all([import(`${runtime}pyodide.mjs`), import(`${runtime}pyodide.asm.js`)]);
  const pyodide = await Promise.race([
    loadPyodide({ indexURL: runtime }),
    new Promise((_, reject) => {
      giveUp = reject;
    }),
  ]);
  self.postMessage({ type: "stage", stage: "starting" });
  const module = pyodide.pyimport("diagnose.browser"); // the package lies in Python's own library
  await Promise.all(checks); // Python answers nothing before
  respond = module.respond;
}

/** @param {import("./protocol.js").ToWorker} message */
async function handle(message) {
  if (message.type === "setup") {
    await setUp(message.runtime);
    return { type: "ready", id: message.id };
  }
  if (!respond) throw new Error("asked before ready");
  return { type: "step", id: message.id, answer: respond(message.request) };
}

self.addEventListener("message", async ({ data }) => {
  try {
    self.postMessage(await handle(data));
  } catch (error) {
    self.postMessage({ type: "failed", id: data.id, reason: String(error) });
  }
});
