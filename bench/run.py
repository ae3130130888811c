"""``./run bench``: how the site compares with a peer beside it, medians in one run. Prints a table, writes ``bench/results.json``.

``./run bench growth`` adds how the work grows with 10 and 100 times the knowledge.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench import growth
from bench.browser import TIMES, by_links, chromium, latencies, page_weight, ready
from bench.server import Network, serve
from bench.sites import ROOT, add_stock, build, rebuild_seconds, stock_material
from diagnose import load
from diagnose.assemble import assemble
from diagnose.load import KNOWLEDGE
from mkdocs_diagnose import bundle
from mkdocs_diagnose.compress import sent

NETWORKS = {"10 Mbps/50 ms": Network(10e6, 0.05), "1.6 Mbps/150 ms": Network(1.6e6, 0.15)}


def in_browser(browser: Browser, folder: Path, stock: Path, material: Path) -> Iterator[tuple[str, float]]:
    (runtime,) = (folder / "assets" / "runtime").iterdir()
    ours, theirs = _size(runtime), _size(stock)
    yield from [("bytes, ours", ours), ("bytes, stock", theirs), ("bytes, ratio", ours / theirs)]
    with serve(folder) as address:
        yield from _ready("ready", *ready(browser, address))
        slow, slow_stock = ready(browser, address, slower=4)
        yield "ready, CPU 4x slower, ratio", slow / slow_stock
        spent = latencies(browser, address)
        yield "answer, p50 (ms)", statistics.median(spent["answer"])
        yield "answer, p99 (ms)", statistics.quantiles(spent["answer"], n=100)[98]
        yield "understand a message, p50 (ms)", statistics.median(spent["understand"])
        yield "options there after first paint (ms)", by_links(browser, address)
        weight = page_weight(browser, f"{address}guide/check/", folder)
    with serve(material) as address:
        peer = page_weight(browser, f"{address}guide/check/", material)
    yield from [
        ("guide page, ours (kB)", weight / 1000),
        ("guide page, stock Material (kB)", peer / 1000),
        ("guide page, ratio", weight / peer),
    ]
    for name, network in NETWORKS.items():
        with serve(folder, network) as address:
            yield f"options there after first paint, {name} (ms)", by_links(browser, address)
            yield from _ready(f"ready, {name}", *ready(browser, address))


def _ready(name: str, ours: float, stock: float) -> Iterator[tuple[str, float]]:
    yield from [(f"{name}, ours (ms)", ours), (f"{name}, stock (ms)", stock), (f"{name}, ratio", ours / stock)]


def _size(folder: Path) -> int:
    return sum(sent(file) for file in folder.iterdir() if file.suffix not in (".br", ".gz"))


def reading() -> float:
    """How long the knowledge takes to read as the build ships it, against its files; medians in turn."""
    module = compile(bundle.module(KNOWLEDGE, KNOWLEDGE / "school.toml"), "compiled", "exec")
    compiled, files = [], []
    for _ in range(TIMES):
        compiled.append(_seconds(lambda: _assembled(module)))
        files.append(_seconds(load))
    return statistics.median(compiled) / statistics.median(files)


def _assembled(module: object) -> None:
    names: dict[str, object] = {}
    exec(module, names)  # type: ignore[call-overload]  # our own literals
    assemble(names["TABLES"])  # type: ignore[arg-type]


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def measure(work: Path, *, grow: bool) -> Iterator[tuple[str, float]]:
    folder = work / "ours"
    build(folder)
    yield "build, warm (s)", build(folder)
    stock, material = add_stock(folder), stock_material(work / "material")
    yield "rebuild in serve after editing a cause (s)", rebuild_seconds()
    yield "reading the knowledge, compiled against files, ratio", reading()
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        yield from in_browser(browser, folder, stock, material)
        browser.close()
    if grow:
        yield from growth.measure()


def main() -> None:
    print(f"{date.today()}, medians of {TIMES} in turn, one run")
    results = {}
    with tempfile.TemporaryDirectory() as work:
        for name, value in measure(Path(work), grow="growth" in sys.argv):
            results[name] = round(value, 4)
            print(f"{name:55} {value:12,.2f}", flush=True)
    (ROOT / "bench" / "results.json").write_text(json.dumps({"date": str(date.today()), **results}, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
