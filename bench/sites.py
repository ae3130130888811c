"""The sites that are compared: ours, the stock runtime beside it, and the same guide in stock Material."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
import zipfile
from pathlib import Path

from mkdocs_diagnose.compress import compress_site

ROOT = Path(__file__).parent.parent
COMPRESSED = ROOT / ".cache" / "compressed"
QUIETLY = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
EDITED = ROOT / "diagnose" / "knowledge" / "causes" / "all-correct.toml"


def build(folder: Path, root: Path = ROOT) -> float:
    """Build a site; seconds it took, with all that is slow to compress kept from before."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder)]
    subprocess.run(command, cwd=root, check=True, env=QUIETLY, capture_output=True)
    return time.perf_counter() - begun


def add_stock(folder: Path) -> Path:
    """Stock Pyodide with our package as a plain wheel, below a site."""
    stock = folder / "stock"
    stock.mkdir()
    for name in ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"):
        shutil.copyfile(ROOT / "node_modules" / "pyodide" / name, stock / name)
    shutil.copyfile(ROOT / "bench" / "stock.js", stock / "stock.js")
    _wheel(stock / "package.whl")
    compress_site(stock, COMPRESSED)
    return stock


def _wheel(file: Path) -> None:
    """The package as a wheel holds it: sources and the knowledge a browser reads, deflated."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for source in sorted((ROOT / "diagnose").rglob("*")):
            is_read = source.suffix in (".py", ".toml") or source.parent.name == "hearing"
            if is_read and source.parent.name not in ("scenarios", "phrases"):
                out.write(source, source.relative_to(ROOT))


def stock_material(folder: Path) -> Path:
    """The guide's own words in Material as it comes, with its Chinese search; fonts from elsewhere are not counted."""
    shutil.copytree(ROOT / "docs" / "guide", folder / "docs" / "guide")
    for page in (folder / "docs").rglob("*.md"):
        page.write_text(re.sub(r"<!--.*?-->|\]\(\.\./[^)]*\)", "", page.read_text(encoding="utf-8")), encoding="utf-8")
    (folder / "docs" / "index.md").write_text("# 指南\n", encoding="utf-8")
    config = "site_name: 指南\nplugins: [{search: {lang: zh}}]\ntheme: {name: material, language: zh}\n"
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    build(folder / "site", folder)
    compress_site(folder / "site", COMPRESSED)
    return folder / "site"


def rebuild_seconds() -> float:
    """From saving a cause until ``serve`` shows the change."""
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", "127.0.0.1:8765"]
    server = subprocess.Popen(command, cwd=ROOT, env=QUIETLY, stderr=subprocess.DEVNULL)
    before = EDITED.read_text(encoding="utf-8")
    try:
        _wait_for("照片")
        EDITED.write_text(before.replace('title = "', 'title = "改过了', 1), encoding="utf-8")
        begun = time.perf_counter()
        _wait_for("改过了")
        return time.perf_counter() - begun
    finally:
        EDITED.write_text(before, encoding="utf-8")
        server.terminate()
        server.wait()


def _wait_for(word: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            if word in urllib.request.urlopen("http://127.0.0.1:8765/causes/all-correct/").read().decode():
                return
        except OSError:
            pass
        time.sleep(0.05)
    raise TimeoutError(word)
