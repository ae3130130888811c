"""Files of the built site → the same, precompressed beside them. What is slow to compress is kept by its digest. No MkDocs here."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import brotli

from .kept import kept

TEXT = {".html", ".js", ".mjs", ".css", ".svg", ".json", ".xml", ".txt", ".wasm", ".zip", ".webmanifest"}
SMALLEST = 200  # bytes; below, the header of a compressed file eats the gain
WAYS: dict[str, Callable[[bytes], bytes]] = {
    ".br": lambda data: brotli.compress(data, quality=11, lgwin=24),
    ".gz": lambda data: gzip.compress(data, 9, mtime=0),
}


def sent(file: Path) -> int:
    """Bytes of a file as a server with brotli sends it."""
    small = file.with_name(file.name + ".br")
    return (small if small.is_file() else file).stat().st_size


def compress_site(site: Path, cache: Path) -> None:
    """Write ``x.br`` and ``x.gz`` beside every file that shrinks; on all cores, for the compressors let go of Python meanwhile."""
    with ThreadPoolExecutor() as pool:
        list(pool.map(partial(_compress, cache), sorted(f for f in site.rglob("*") if f.suffix in TEXT)))


def _compress(cache: Path, file: Path) -> None:
    data = file.read_bytes()
    if len(data) >= SMALLEST:
        for ending, way in WAYS.items():
            file.with_name(file.name + ending).write_bytes(kept(cache, ending[1:], [data], partial(way, data)))
