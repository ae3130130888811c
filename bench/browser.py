"""What a real Chromium measures: Python ready, an answer, the first paint, the weight of a page. Ours beside its peer, in turn."""

from __future__ import annotations

import os
import statistics
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Playwright

from mkdocs_diagnose.compress import sent

TIMES = 7
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FIRST = '{"responses": [], "root": "/"}'
MESSAGE = "毕业照拍了快四个月了，学籍能看到，学历照片还是空的，采集单位说还没上传"

OURS = """async (first) => {
  const { Engine } = await import(new URL("engine.js", document.querySelector("script[src*='/diagnose/main.js']").src));
  const begun = performance.now();
  window.engine = new Engine(new URL(document.querySelector("[data-runtime]").dataset.runtime, location.href).href);
  await engine.start();
  await engine.ask(JSON.parse(first));
  return performance.now() - begun;
}"""
STOCK = """(first) => new Promise((resolve) => {
  const begun = performance.now();
  const worker = new Worker("/stock/stock.js", { type: "module" });
  worker.onmessage = () => resolve(performance.now() - begun);
  worker.postMessage(first);
})"""
LATENCY = """async ([request, times]) => {
  const spent = [];
  for (let n = 0; n < times; n++) {
    const begun = performance.now();
    await engine.ask(request);
    spent.push(performance.now() - begun);
  }
  return spent;
}"""
BY_LINKS = """async () => {
  const painted = await new Promise((resolve) => {
    new PerformanceObserver((list) => resolve(list.getEntriesByName("first-contentful-paint")[0].startTime))
      .observe({ type: "paint", buffered: true });
  });
  return Math.max(0, window.optionsThere - painted);
}"""
NOTING_OPTIONS = """new MutationObserver((_, observer) => {
  if (!document.querySelector("[data-option] ~ [data-option], li + li [data-option]")) return;
  window.optionsThere = performance.now();
  observer.disconnect();
}).observe(document, { childList: true, subtree: true });"""


def chromium(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM") or None, args=QUIET)


def in_new_page(browser: Browser, address: str, measure: Callable[[Page], Any], slower: int = 1) -> Any:
    """A visit to the tool that begins with nothing kept; ``slower`` divides the speed of the page's own thread."""
    context = browser.new_context(viewport={"width": 360, "height": 780})
    page = context.new_page()
    page.set_default_timeout(180_000)
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")  # start nothing unasked
    page.add_init_script(NOTING_OPTIONS)
    if slower > 1:
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.goto(f"{address}diagnose/")
    result = measure(page)
    context.close()
    return result


def ready(browser: Browser, address: str, slower: int = 1) -> tuple[float, float]:
    """Median milliseconds to the first answer from Python: ours and stock, measured in turn."""
    ours, stock = [], []
    for _ in range(TIMES):
        ours.append(in_new_page(browser, address, lambda page: page.evaluate(OURS, FIRST), slower))
        stock.append(in_new_page(browser, address, lambda page: page.evaluate(STOCK, FIRST), slower))
    return statistics.median(ours), statistics.median(stock)


def by_links(browser: Browser, address: str) -> float:
    """Median milliseconds from the first paint until the options can be chosen."""
    return statistics.median(in_new_page(browser, address, lambda page: page.evaluate(BY_LINKS)) for _ in range(TIMES))


def latencies(browser: Browser, address: str) -> dict[str, list[float]]:
    """Milliseconds of many answers from Python: to a choice, and to a message."""

    def measure(page: Page) -> dict[str, list[float]]:
        page.evaluate(OURS, FIRST)
        chosen = {"responses": ["photo-missing", "taken", "not-asked", "over-90-days"], "root": "/"}
        return {
            "answer": page.evaluate(LATENCY, [chosen, 200]),
            "understand": page.evaluate(LATENCY, [{"text": MESSAGE, "root": "/"}, 50]),
        }

    result: dict[str, list[float]] = in_new_page(browser, address, measure)
    return result


def page_weight(browser: Browser, address: str, folder: Path) -> int:
    """Bytes of all that a first visit to the page at an address fetches, as the server sends them."""
    context = browser.new_context(viewport={"width": 360, "height": 780})
    page, paths = context.new_page(), set[str]()
    context.on("request", lambda request: paths.add(urlsplit(request.url).path))
    page.goto(address, wait_until="networkidle")
    context.close()
    files = [folder / path.lstrip("/") / ("index.html" if path.endswith("/") else "") for path in paths]
    return sum(map(sent, filter(Path.is_file, files)))
