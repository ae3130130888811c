"""The built site → what each kind of request weighs on the wire, and how often each kind is asked for."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path

from deploy.assumptions import Crowd
from mkdocs_diagnose.compress import sent

_NAMED = re.compile(r'<(?:script|link rel="(?:stylesheet|icon)")[^>]*\s(?:src|href)="([^"]+)"')
COMPRESSED = (".br", ".gz")


@dataclass(frozen=True)
class Site:
    """Addresses below the site's root and their bytes as sent, by when a browser asks for them."""

    pages: dict[str, int]  # most visited first
    shared: dict[str, int]  # what every page names: once a browser
    runtime: dict[str, int]  # Python, and the scripts that start it: once a browser that starts it
    worker: dict[str, int]  # the service worker: asked for anew with every visit

    @cached_property
    def popularity(self) -> list[float]:
        """The share of each page: the second half as often as the first, the third a third as often. Assumed, as in most sites."""
        ranks = [1 / rank for rank in range(1, len(self.pages) + 1)]
        return [share / sum(ranks) for share in ranks]

    @cached_property
    def addresses(self) -> list[str]:
        return list(self.pages)

    @cached_property
    def cumulative(self) -> list[float]:
        return list(accumulate(self.popularity))

    @property
    def page(self) -> float:
        """Mean bytes of a page that is asked for."""
        return sum(share * size for share, size in zip(self.popularity, self.pages.values(), strict=True))


def read(folder: Path) -> Site:
    pages = {_address(file, folder): sent(file) for file in sorted(folder.rglob("index.html"), key=lambda f: _rank(f, folder))}
    shared = {name: sent(folder / name) for name in _NAMED.findall((folder / "index.html").read_text(encoding="utf-8"))}
    heavy = [*(folder / "assets/runtime").rglob("*"), *(folder / "assets/site").rglob("javascripts/diagnose/*")]
    runtime = {_address(file, folder): sent(file) for file in sorted(heavy) if file.is_file() and file.suffix not in COMPRESSED}
    return Site(pages, shared, {name: size for name, size in runtime.items() if name not in shared}, {"sw.js": sent(folder / "sw.js")})


def _address(file: Path, folder: Path) -> str:
    address = file.relative_to(folder).as_posix()
    return "" if address == "index.html" else address.removesuffix("index.html")


def _rank(file: Path, folder: Path) -> tuple[int, str]:
    """The front page and the first questions come first, deep positions last."""
    return len(file.relative_to(folder).parts), file.as_posix()


def downloads(crowd: Crowd) -> float:
    """How often a person's browser fetches what it may keep: at the first visit, and at a later one if it was forgotten."""
    return 1 + (crowd.visits - 1) * (1 - crowd.kept)


def mixture(site: Site, crowd: Crowd, count: int, seed: int = 1) -> list[str]:
    """So many addresses in the proportions in which a crowd without a CDN asks for them; for the load."""
    often = dict(zip(site.pages, (share * crowd.visits * crowd.pages for share in site.popularity), strict=True))
    often |= dict.fromkeys(site.shared, downloads(crowd))
    often |= dict.fromkeys(site.runtime, downloads(crowd) * crowd.starts_python)
    often |= dict.fromkeys(site.worker, crowd.visits * crowd.starts_python)
    return random.Random(seed).choices(list(often), list(often.values()), k=count)
