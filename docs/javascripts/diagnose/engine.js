// The worker as promises: a number on each request, stages for the page, a clock on silence, a real retry.

import { EngineError } from "./errors.js";
import { isFromWorker } from "./protocol.js";

/** Without a byte or a message for this long, the start counts as stalled (milliseconds). */
const PATIENCE = 30_000;

/** An answer takes milliseconds; after so many the worker counts as dead. */
const PATIENCE_FOR_AN_ANSWER = 10_000;

export class Engine extends EventTarget {
  /** @param {string} runtime address of the folder with Pyodide and the package */
  constructor(runtime) {
    super();
    this.runtime = runtime;
    /** @type {import("./protocol.js").Stage} */
    this.stage = "idle";
    /** @type {Worker | null} */
    this.worker = null;
    /** @type {Map<number, { resolve: (answer: any) => void, reject: (error: Error) => void }>} */
    this.waiting = new Map();
    this.number = 0;
    this.clock = 0;
    this.bytes = 0; // downloaded, as counted after decompression
    this.isAble = typeof WebAssembly === "object" && typeof Worker === "function";
    window.addEventListener("online", () => this.stage === "failed" && this.start());
  }

  /** Start, or start again after a failure; does nothing while starting or ready. */
  async start() {
    if (this.worker) return;
    if (!this.isAble) return this.fail("no WebAssembly or no workers");
    this.bytes = 0;
    this.setStage("downloading");
    this.keepAwake();
    try {
      this.worker = this.moduleWorker();
      this.worker.addEventListener("message", ({ data }) => this.receive(data));
      this.worker.addEventListener("error", (event) => this.fail(event.message || "the worker did not load"));
      if (!this.isAble) throw new EngineError(this.stage, "no module workers");
      await this.send({ type: "setup", runtime: this.runtime });
      clearTimeout(this.clock);
      this.setStage("ready");
    } catch (error) {
      this.fail(String(error));
    }
  }

  /** A worker that can import; a browser that does not ask for the type knows none. */
  moduleWorker() {
    let isAsked = false;
    const options = {
      get type() {
        isAsked = true;
        return /** @type {WorkerType} */ ("module");
      },
    };
    const worker = new Worker(new URL("./worker.js", import.meta.url), options);
    this.isAble = isAsked;
    if (!isAsked) worker.terminate();
    return worker;
  }

  /**
   * One request to `diagnose.browser.respond`.
   *
   * @param {object} request
   * @returns {Promise<any>}
   */
  async ask(request) {
    const clock = window.setTimeout(() => this.fail("no answer"), PATIENCE_FOR_AN_ANSWER);
    const answer = this.send({ type: "ask", request: JSON.stringify(request) });
    return JSON.parse(await answer.finally(() => clearTimeout(clock)));
  }

  /**
   * @param {object} message
   * @returns {Promise<any>}
   */
  send(message) {
    const id = ++this.number;
    return new Promise((resolve, reject) => {
      if (!this.worker) return reject(new EngineError(this.stage, "not started"));
      this.waiting.set(id, { resolve, reject });
      this.worker.postMessage({ ...message, id });
    });
  }

  /** @param {unknown} message */
  receive(message) {
    if (!isFromWorker(message)) return this.fail("a message of unknown shape");
    if (this.stage !== "ready") this.keepAwake();
    if (message.type === "stage") return this.setStage(message.stage);
    if (message.type === "progress") return this.count(message.bytes);
    const request = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (message.type === "failed") request?.reject(new EngineError(this.stage, message.reason));
    else request?.resolve(message.type === "step" ? message.answer : undefined);
  }

  /** @param {number} bytes */
  count(bytes) {
    this.bytes += bytes;
    this.dispatchEvent(new Event("progress"));
  }

  keepAwake() {
    clearTimeout(this.clock);
    this.clock = window.setTimeout(() => this.fail("no progress"), PATIENCE);
  }

  /** @param {string} reason */
  fail(reason) {
    clearTimeout(this.clock);
    this.worker?.terminate();
    this.worker = null;
    const requests = [...this.waiting.values()];
    this.waiting.clear();
    for (const { reject } of requests) reject(new EngineError(this.stage, reason));
    this.setStage("failed");
  }

  /** @param {import("./protocol.js").Stage} stage */
  setStage(stage) {
    if (stage === this.stage) return;
    this.stage = stage;
    this.dispatchEvent(new Event("stage"));
  }
}
