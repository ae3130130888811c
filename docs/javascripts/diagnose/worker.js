// Pyodide and the diagnose package in a worker. The only file that knows Pyodide.

/** @type {((request: string) => string) | null} */
let respond = null;

/** @type {(reason: unknown) => void} */
let giveUp = () => {};

/** Downloads that have begun before Pyodide asks for them, by address. */
const early = /** @type {Map<string, Promise<Response>>} */ (new Map());

const download = self.fetch;
const compile = WebAssembly.instantiateStreaming;

/**
 * Count what is downloaded, so that the page can tell slow from stalled. A file that is missing ends the start:
 * Pyodide itself would wait for ever.
 *
 * @param {RequestInfo | URL} resource
 * @param {RequestInit} [options]
 */
self.fetch = async (resource, options) => {
  const begun = early.get(String(resource));
  early.delete(String(resource));
  const response = await orGiveUp((begun ?? download(resource, options)).then(checked));
  if (!response.body || typeof TransformStream === "undefined") return response;
  const counter = new TransformStream({
    transform(chunk, controller) {
      self.postMessage({ type: "progress", bytes: chunk.byteLength });
      controller.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(counter), { headers: response.headers });
};

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
  for (const name of ["pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"]) begin(runtime + name);
  const [{ loadPyodide }] = await Promise.all([import(`${runtime}pyodide.mjs`), import(`${runtime}pyodide.asm.js`)]);
  const pyodide = await Promise.race([
    loadPyodide({ indexURL: runtime }),
    new Promise((_, reject) => {
      giveUp = reject;
    }),
  ]);
  self.postMessage({ type: "stage", stage: "starting" });
  respond = pyodide.pyimport("diagnose.browser").respond; // the package lies in Python's own library
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
