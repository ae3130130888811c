"""``./run bench``: how the site compares with a peer beside it, medians in one run. Prints a table, writes ``bench/results.json``."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from bench.server import serve
from mkdocs_diagnose.compress import compress_site

ROOT = Path(__file__).parent.parent
TIMES = 7
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FIRST = '{"responses": [], "root": "/"}'
MESSAGE = "毕业照拍了快四个月了，学籍能看到，学历照片还是空的，采集单位说还没上传"

OURS = """async (first) => {
  const { Engine } = await import("/javascripts/diagnose/engine.js");
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
  const [visit] = performance.getEntriesByType("navigation");
  return Math.max(0, visit.domInteractive - painted);
}"""


def build(folder: Path) -> float:
    """Build the site and the peer beside it; seconds the site took, with all that is slow to compress kept from before."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True)
    took = time.perf_counter() - begun
    stock = folder / "stock"
    stock.mkdir()
    for name in ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"):
        shutil.copyfile(ROOT / "node_modules" / "pyodide" / name, stock / name)
    shutil.copyfile(ROOT / "bench" / "stock.js", stock / "stock.js")
    _wheel(stock / "package.whl")
    compress_site(stock, ROOT / ".cache" / "compressed")
    return took


def _wheel(file: Path) -> None:
    """The package as a wheel holds it: sources and the knowledge a browser reads, deflated."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for source in sorted((ROOT / "diagnose").rglob("*")):
            is_read = source.suffix in (".py", ".toml") or source.parent.name == "hearing"
            if is_read and source.parent.name not in ("scenarios", "phrases"):
                out.write(source, source.relative_to(ROOT))


def sent(folder: Path) -> int:
    """Bytes of a folder's files as the server sends them."""
    files = [f for f in folder.iterdir() if f.suffix not in (".br", ".gz")]
    return sum((br if (br := f.with_name(f.name + ".br")).is_file() else f).stat().st_size for f in files)


def in_new_page(browser: Browser, address: str, measure: Callable[[Page], Any], slower: int = 1) -> Any:
    """A visit that begins with nothing kept; ``slower`` divides the speed of the page's own thread."""
    context = browser.new_context(viewport={"width": 360, "height": 780})
    page = context.new_page()
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")  # start nothing unasked
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


def latencies(page: Page) -> dict[str, list[float]]:
    page.evaluate(OURS, FIRST)
    chosen = {"responses": ["photo-missing", "taken", "not-asked", "over-90-days"], "root": "/"}
    return {
        "answer": page.evaluate(LATENCY, [chosen, 200]),
        "understand": page.evaluate(LATENCY, [{"text": MESSAGE, "root": "/"}, 50]),
    }


def measure(folder: Path) -> dict[str, float]:
    seconds = build(folder)
    (runtime,) = (folder / "assets" / "runtime").iterdir()
    with serve(folder) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM") or None, args=QUIET)
        ours, stock = ready(browser, address)
        slow_ours, slow_stock = ready(browser, address, slower=4)
        spent = in_new_page(browser, address, latencies)
        by_links = statistics.median(in_new_page(browser, address, lambda page: page.evaluate(BY_LINKS)) for _ in range(TIMES))
        browser.close()
    return {
        "ready, ours (ms)": ours, "ready, stock (ms)": stock, "ready, ratio": ours / stock,
        "ready, CPU 4x slower, ratio": slow_ours / slow_stock,
        "bytes, ours": sent(runtime), "bytes, stock": sent(folder / "stock"), "bytes, ratio": sent(runtime) / sent(folder / "stock"),
        "answer, p50 (ms)": statistics.median(spent["answer"]), "answer, p99 (ms)": statistics.quantiles(spent["answer"], n=100)[98],
        "understand a message, p50 (ms)": statistics.median(spent["understand"]),
        "options there after first paint (ms)": by_links, "build, warm (s)": seconds,
    }  # fmt: skip


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        results = measure(Path(folder))
    print(f"{date.today()}, medians of {TIMES} in turn, one run")
    for name, value in results.items():
        print(f"{name:40} {value:12,.2f}")
    (ROOT / "bench" / "results.json").write_text(json.dumps({"date": str(date.today()), **results}, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
