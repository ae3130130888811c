"""The built site → its service worker: which files the tool needs without a network. No MkDocs here."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
NAME = "sw.js"  # below the site's root, so that its scope is the whole site
TOOL = "diagnose/"
_ADDRESS = re.compile(r'<(?:script|link rel="stylesheet")[^>]*\s(?:src|href)="([^"]+)"')


def service_worker(site: Path, folders: list[Path], *, wanted: bool) -> str:
    """The script for a site whose tool needs its own page, what that page names, and the ``folders``; else one that removes itself."""
    if not wanted:
        return (HERE / "service-worker-off.js").read_text(encoding="utf-8")
    files = sorted({TOOL, *_named_by(site / TOOL / "index.html", site), *_within(site, folders)})
    release = {"version": _digest(site, files), "files": files}
    return f"const RELEASE = {json.dumps(release)};\n\n" + (HERE / "service-worker.js").read_text(encoding="utf-8")


def _named_by(page: Path, site: Path) -> Iterator[str]:
    for address in _ADDRESS.findall(page.read_text(encoding="utf-8")):
        yield (page.parent / address.partition("?")[0]).resolve().relative_to(site.resolve()).as_posix()


def _within(site: Path, folders: list[Path]) -> Iterator[str]:
    for folder in folders:
        yield from (f.relative_to(site).as_posix() for f in folder.rglob("*") if f.is_file() and f.suffix not in (".br", ".gz"))


def _digest(site: Path, files: list[str]) -> str:
    """Changes whenever a file of the release changes that has no name of its own for each content: the tool's page."""
    page = (site / TOOL / "index.html").read_bytes()
    return hashlib.sha256(json.dumps(files).encode() + page).hexdigest()[:16]
