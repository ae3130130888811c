// The page under the tool's root element: shows a step, a stage, and moves the focus. Owns the DOM.

import { ElementError } from "./errors.js";
import { WORDS } from "./words.js";

const PAGE = ".dx-page";

/** Stages shorter than this are not worth a word (milliseconds). */
const MOMENT = 1000;

export class View {
  /**
   * @param {HTMLElement} $root
   * @param {() => void} start begins, or begins again, to fetch Python
   */
  constructor($root, start) {
    this.$root = $root;
    this.start = start;
    this.later = 0;
    this.$page = $root.querySelector(PAGE);
    this.$status = $root.querySelector(".dx-status");
    if (!this.$page) throw new ElementError("diagnose", PAGE);
    if (!this.$status) throw new ElementError("diagnose", ".dx-status");
  }

  /**
   * @param {import("./protocol.js").Stage} stage
   * @param {boolean} isAble whether this browser can run Python at all
   */
  showStage(stage, isAble) {
    const isOnTheWay = stage === "downloading" || stage === "starting";
    this.$root.dataset.stage = stage;
    clearTimeout(this.later);
    this.later = window.setTimeout(() => this.say(isAble ? stage : "unable"), isOnTheWay ? MOMENT : 0);
  }

  /** @param {number} share of all bytes, 0 to 1 */
  showProgress(share) {
    const $share = this.$status?.querySelector("[data-share]");
    if ($share) $share.textContent = ` ${Math.min(99, Math.round(share * 100))}%`;
  }

  offerStart() {
    this.say("costly");
  }

  /** @returns {HTMLTextAreaElement | null | undefined} the student's own words; an outcome holds other boxes, with texts to send */
  get $box() {
    return this.$page?.querySelector('textarea[name="description"]');
  }

  /** @returns {string | undefined} what stands in the box, where there is one */
  typed() {
    return this.$box?.value;
  }

  /** @param {string} text */
  type(text) {
    if (this.$box && text) this.$box.value = text;
  }

  /** @param {keyof typeof WORDS} sentence */
  say(sentence) {
    if (!this.$status) return;
    this.$status.textContent = WORDS[sentence];
    if (sentence === "downloading") this.$status.append(shareOfDownload());
    if (sentence === "failed" || sentence === "costly") this.$status.append(" ", this.startButton(sentence));
  }

  /** @param {"failed" | "costly"} why */
  startButton(why) {
    const $button = document.createElement("button");
    $button.type = "button";
    $button.textContent = why === "failed" ? WORDS.retry : WORDS.download;
    $button.addEventListener("click", this.start);
    return $button;
  }

  /**
   * Show a step and move the focus to its heading, so that it is read out.
   *
   * @param {{ html: string, title: string }} step
   * @param {string} [focus] what gets the focus in place of the heading, and stays where it is
   */
  show({ html, title }, focus) {
    this.$root.querySelector(".dx-resume")?.remove();
    this.$page.innerHTML = html; // our own pages' words, escaped where they were made
    document.title = title;
    const $target = /** @type {HTMLElement | null} */ (this.$page.querySelector(focus ?? "h1"));
    $target?.focus({ preventScroll: true });
    if (!focus) this.$root.scrollIntoView({ block: "start" });
  }

  isAsking() {
    return Boolean(this.$page?.querySelector("[data-question]"));
  }

  /** @returns {string} the day in the field for the photo's, "" where there is none */
  day() {
    return /** @type {HTMLInputElement | null} */ (this.$page?.querySelector('[name="taken_on"]'))?.value ?? "";
  }

  /**
   * @param {string} address where the last conversation stopped
   * @param {() => void} forget
   */
  offerToResume(address, forget) {
    const [$offer, $link, $button] = [document.createElement("p"), document.createElement("a"), document.createElement("button")];
    $offer.className = "dx-resume";
    $link.href = address;
    $link.textContent = WORDS.resume;
    $button.type = "button";
    $button.textContent = WORDS.forget;
    $button.addEventListener("click", () => {
      forget();
      $offer.remove();
    });
    $offer.append($link, " ", $button);
    this.$page?.before($offer);
  }
}

/** The growing figure is seen, not read out at every step. */
function shareOfDownload() {
  const $share = document.createElement("span");
  $share.dataset.share = "";
  $share.setAttribute("aria-hidden", "true");
  return $share;
}

/** Write the theme's relative links out in full: the address below them is about to change its depth. */
export function pinLinks() {
  const links = document.querySelectorAll('a[href]:not([href^="#"]), link[rel~="icon"]');
  for (const $link of /** @type {NodeListOf<HTMLAnchorElement>} */ (links)) $link.href = String($link.href);
}

/**
 * The same step from the page the build wrote at its address; what answers while Python is not there.
 *
 * @param {URL} url
 * @returns {Promise<{ html: string, title: string }>}
 */
export async function builtPage(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} ${url}`);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const $page = page.querySelector(`[data-module="diagnose"] ${PAGE}`);
  if (!$page) throw new ElementError(url.pathname, PAGE);
  return { html: $page.innerHTML, title: page.title };
}
