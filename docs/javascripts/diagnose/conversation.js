// Answers are the address: this turns clicks and Back into steps, from Python when ready, else from built pages.

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
    $root.addEventListener("click", (event) => this.handleClick(event));
    window.addEventListener("popstate", () => this.go(new URL(location.href), false));
  }

  /** @param {MouseEvent} event */
  handleClick(event) {
    const $link = event.target instanceof Element && event.target.closest("a");
    if (!$link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const url = new URL($link.href);
    if (url.origin !== this.tool.origin || !url.pathname.startsWith(this.tool.pathname)) return;
    event.preventDefault();
    this.go(url, true);
  }

  /**
   * @param {URL} url
   * @param {boolean} isNew whether the address still has to be entered into the history
   */
  async go(url, isNew) {
    const turn = ++this.latest;
    try {
      const step = await this.step(url);
      if (turn !== this.latest) return; // a later click has overtaken this one
      if (isNew) history.pushState(null, "", step.address ? new URL(step.address, this.site) : url);
      this.view.show(step);
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
    return this.engine.ask({ responses, root: this.site.pathname }).catch(() => builtPage(url));
  }
}
