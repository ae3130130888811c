// A half-finished conversation is offered again in the same browser: its option ids, never a text or a date.

const KEY = "diagnose-answers";

/** @returns {string} the path of answers left unfinished, "" where there is none or storage is refused */
export function remembered() {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

/** @param {string} path such as `photo-missing/taken/`, "" to forget */
export function remember(path) {
  try {
    if (path) localStorage.setItem(KEY, path);
    else localStorage.removeItem(KEY);
  } catch {
    // then it is simply not offered
  }
}
