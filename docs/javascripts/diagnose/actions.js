// What the buttons of an answer do: copy a text, give a date to the calendar, have checked what was typed.

import { WORDS } from "./words.js";

/** @param {HTMLElement} $button beside a text that is to be copied */
export async function copy($button) {
  const $text = /** @type {HTMLTextAreaElement} */ ($button.closest("[data-part]")?.querySelector("textarea"));
  const $status = /** @type {HTMLElement} */ ($button.parentElement?.querySelector("[role=status]"));
  try {
    await navigator.clipboard.writeText($text.value);
    $status.textContent = WORDS.copied;
  } catch {
    $text.focus();
    $text.select(); // an in-app browser may refuse the clipboard
    $status.textContent = WORDS.selected;
  }
}

/** @returns {NodeListOf<HTMLElement>} the buttons beside texts to copy, which only a script can serve, shown */
export function showCopyButtons() {
  const $buttons = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-copy]"));
  for (const $button of $buttons) $button.hidden = false;
  return $buttons;
}

/** What is printed says where it comes from, and when it was printed. */
export function signPrints() {
  window.addEventListener("beforeprint", () => {
    const $sign = document.querySelector(".dx-printed");
    if ($sign) $sign.textContent = `${location.href} ${new Date().toLocaleDateString("zh-CN", { timeZone: "Asia/Shanghai" })}`;
  });
}

/** @param {HTMLElement} $button that carries the calendar's file as its text */
export function addToCalendar($button) {
  const file = new Blob([$button.dataset.calendar ?? ""], { type: "text/calendar" });
  const $link = document.createElement("a");
  $link.href = URL.createObjectURL(file);
  $link.download = "look-again.ics";
  $link.click();
  setTimeout(() => URL.revokeObjectURL($link.href), 60_000);
}

/**
 * @param {HTMLElement} $button below the fields
 * @param {import("./engine.js").Engine} engine
 */
export async function checkTyped($button, engine) {
  const $part = /** @type {HTMLElement} */ ($button.closest("[data-part]"));
  const value = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ ($part.querySelector(`[name="typed_${name}"]`)).value;
  const answer = await engine.ask({ number: value("number"), name: value("name") }).catch(() => null);
  const $said = /** @type {HTMLElement} */ ($part.querySelector("[data-checked]"));
  if (answer) $said.innerHTML = answer.html;
  else $said.textContent = WORDS.tellFailed;
}
