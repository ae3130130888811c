// Pyodide and the diagnose package in a worker. The only file that knows Pyodide.

/** @type {((request: string) => string) | null} */
let respond = null;

const download = self.fetch;

/**
 * Count what is downloaded, so that the page can tell slow from stalled.
 *
 * @param {RequestInfo | URL} resource
 * @param {RequestInit} [options]
 */
self.fetch = async (resource, options) => {
  const response = await download(resource, options);
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  if (!response.body || typeof TransformStream === "undefined") return response;
  const counter = new TransformStream({
    transform(chunk, controller) {
      self.postMessage({ type: "progress", bytes: chunk.byteLength });
      controller.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(counter), { headers: response.headers });
};

/** @param {string} runtime address of the folder with Pyodide and the package */
async function setUp(runtime) {
  self.postMessage({ type: "stage", stage: "downloading" });
  const { loadPyodide } = await import(`${runtime}pyodide.mjs`);
  const pyodide = await loadPyodide({ indexURL: runtime });
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
