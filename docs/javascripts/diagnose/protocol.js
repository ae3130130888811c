// The whole vocabulary between the page and the worker. Both sides import it; nothing else crosses.

/**
 * @typedef {{ type: "setup", id: number, runtime: string }
 *   | { type: "ask", id: number, request: string }} ToWorker
 * @typedef {{ type: "stage", stage: Stage }
 *   | { type: "progress", bytes: number }
 *   | { type: "ready", id: number }
 *   | { type: "step", id: number, answer: string }
 *   | { type: "failed", id: number, reason: string }} FromWorker
 * @typedef {"idle" | "downloading" | "starting" | "ready" | "failed"} Stage
 */

export const STAGES = Object.freeze(["idle", "downloading", "starting", "ready", "failed"]);

const REPLIES = Object.freeze({ ready: [], step: ["answer"], failed: ["reason"] });

/**
 * Whether a message from the worker has the shape the protocol allows.
 *
 * @param {any} message
 * @returns {message is FromWorker}
 */
export function isFromWorker(message) {
  if (message === null || typeof message !== "object") return false;
  if (message.type === "stage") return STAGES.includes(message.stage);
  if (message.type === "progress") return Number.isFinite(message.bytes);
  const texts = REPLIES[/** @type {keyof typeof REPLIES} */ (message.type)];
  return Boolean(texts) && Number.isInteger(message.id) && texts.every((key) => typeof message[key] === "string");
}
