// Errors compose their sentence from parts, so that a log line says which piece is missing.

export class ElementError extends Error {
  /** @param {string} component @param {string} selector */
  constructor(component, selector) {
    super(`${component}: ${selector} not found`);
    this.name = "ElementError";
  }
}

export class EngineError extends Error {
  /** @param {string} stage @param {string} reason */
  constructor(stage, reason) {
    super(`engine ${stage}: ${reason}`);
    this.name = "EngineError";
  }
}
