// Answers are the address: this turns clicks and Back into steps, from Python when ready, else from built pages.

import { addToCalendar, checkTyped, copy, showCopyButtons } from "./actions.js";
import { remember, remembered } from "./resume.js";
import { builtPage } from "./view.js";

export class Conversation {
  /**
   * @param {HTMLElement} $root
   * @param {import("./engine.js").Engine} engine
   * @param {import("./view.js").View} view
   * @param {URL} site the site's root
   */
  constructor($root, engine, view, site) {
    this.engine = engine;
    this.view = view;
    this.site = site;
    this.tool = new URL("diagnose/", site);
    this.latest = 0;
    this.text = ""; // what was typed: kept here, in memory only, and nowhere else
    this.struck = /** @type {string[]} */ ([]);
    this.takenOn = ""; // the day of the photo, likewise
    this.isStaff = new URL(location.href).searchParams.has("staff");
    this.waiting = false; // a text waits for Python
    this.sought = location.hash.startsWith("#/") ? new URL(location.hash.slice(2), this.tool) : null; // opened without a network
    $root.addEventListener("click", (event) => this.handleClick(event));
    engine.addEventListener("stage", () => this.handleStage());
    if (location.pathname === this.tool.pathname && remembered()) this.offerToResume(remembered());
    window.addEventListener("popstate", () => this.go(new URL(location.href)));
  }

  /** @param {MouseEvent} event */
  handleClick(event) {
    const $button = event.target instanceof Element && event.target.closest("button");
    if ($button) return this.press($button);
    const $link = event.target instanceof Element && event.target.closest("a");
    if (!$link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const url = new URL($link.href);
    if (url.origin !== this.tool.origin || !url.pathname.startsWith(this.tool.pathname)) return;
    event.preventDefault();
    this.go(url, "push");
  }

  /** @param {HTMLButtonElement} $button */
  press($button) {
    const { dataset } = $button;
    if ("tell" in dataset) this.tell([]);
    if (dataset.strike) this.tell([...this.struck, dataset.strike]);
    if ("copy" in dataset) copy($button);
    if ("calendar" in dataset) addToCalendar($button);
    if ("checkTyped" in dataset) checkTyped($button, this.engine);
    if ("takenOn" in dataset) this.count();
  }

  /** Have the dates worked out from the day in the field, which may be another answer at the same place of the history. */
  count() {
    this.takenOn = this.view.day();
    this.go(new URL(location.href), "replace", '[name="taken_on"]');
  }

  /** @param {string} path */
  offerToResume(path) {
    this.view.offerToResume(new URL(path, this.tool).href, () => remember(""));
  }

  handleStage() {
    if (this.engine.stage === "ready" && this.waiting) this.tell([]);
    if (this.engine.stage === "ready" && this.sought) this.find(this.sought);
    else if (this.engine.stage === "ready" && this.isStaff) this.go(new URL(location.href));
    if (this.engine.stage === "failed") this.handleFailure();
  }

  handleFailure() {
    this.waiting = false; // the text stays in the box, beside the button that starts again
    if (this.sought) this.climb(this.sought);
  }

  /**
   * @param {URL} url a position that is not there; the nearest one above it that is, is shown
   * @returns {Promise<void>}
   */
  async climb(url) {
    this.sought = null;
    const above = new URL(url.pathname.endsWith("/") ? ".." : ".", url);
    const step = await builtPage(url).catch(() => null);
    if (!step && url.pathname !== this.tool.pathname) return this.climb(above);
    history.replaceState(null, "", url);
    if (step) this.show(step);
  }

  /** @param {URL} url a position whose page could not be fetched, so that the tool's first page stands in for it */
  find(url) {
    this.sought = null;
    history.replaceState(null, "", this.tool);
    this.go(url, "push");
  }

  /**
   * Have the typed text understood, now or as soon as Python is there.
   *
   * @param {string[]} struck ids of findings the writer has said are not so
   */
  async tell(struck) {
    this.struck = struck;
    this.text = this.view.typed() ?? this.text;
    if (!this.text.trim()) return;
    this.waiting = this.engine.stage !== "ready";
    if (this.waiting) return this.wait();
    const turn = ++this.latest;
    const request = { text: this.text, struck, root: this.site.pathname };
    const step = await this.engine.ask(request).catch(() => null);
    if (turn !== this.latest) return;
    if (!step) return this.view.say("tellFailed");
    const address = new URL(step.address, this.site);
    if (address.href !== location.href) history.pushState(null, "", address);
    this.show(step);
  }

  wait() {
    if (this.engine.stage === "idle") this.engine.start(); // asked for, so the download is wanted
    this.view.say(this.engine.stage === "failed" ? "tellFailed" : "tellWaiting");
  }

  /**
   * @param {{ html: string, title: string }} step
   * @param {string} [focus] what gets the focus, the heading where nothing is named
   */
  show(step, focus) {
    this.view.show(step, focus);
    showCopyButtons();
    this.view.type(this.text);
    remember(this.view.isAsking() ? location.pathname.slice(this.tool.pathname.length) : "");
  }

  /**
   * @param {URL} url
   * @param {"push" | "replace" | ""} [entry] how the address gets into the history, where it is not there already
   * @param {string} [focus]
   */
  async go(url, entry = "", focus) {
    const turn = ++this.latest;
    try {
      const step = await this.step(url);
      if (turn !== this.latest) return; // a later click has overtaken this one
      const address = step.address ? new URL(step.address, this.site) : url;
      if (entry) history[`${entry}State`](null, "", address);
      this.show(step, focus);
    } catch {
      if (turn === this.latest) location.assign(url);
    }
  }

  /**
   * @param {URL} url
   * @returns {Promise<{ html: string, title: string, address?: string }>}
   */
  async step(url) {
    if (this.engine.stage !== "ready") return builtPage(url);
    const responses = url.pathname.slice(this.tool.pathname.length).split("/").filter(Boolean);
    const request = { responses, taken_on: this.takenOn, staff: this.isStaff, root: this.site.pathname };
    return this.engine.ask(request).catch(() => builtPage(url));
  }
}
