"""The built site → what a release says of itself: ``release.json``, and the digest of every file. No MkDocs here."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path

from diagnose import Knowledge

from .compress import sent

NAME, DIGESTS = "release.json", "digests.txt"
KINDS = {".html": "pages", ".wasm": "python", ".zip": "python", ".js": "scripts", ".mjs": "scripts", ".css": "styles", ".svg": "drawings"}


def write_release(site: Path, knowledge: Knowledge, version: str) -> None:
    """``release.json``: version, the newest review of the knowledge, files and bytes of each kind as sent with brotli;
    ``digests.txt``: a line a file, as ``sha256sum -c`` reads it."""
    files = sorted(f for f in site.rglob("*") if f.is_file() and f.name not in (NAME, DIGESTS))
    reviewed = max(cause.reviewed for cause in knowledge.causes.values())
    about = {"version": version, "knowledge_reviewed": str(reviewed), "files": len(files), "bytes_with_brotli": _sizes(files)}
    (site / NAME).write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")
    lines = (f"{hashlib.sha256(f.read_bytes()).hexdigest()}  {f.relative_to(site).as_posix()}\n" for f in files)
    (site / DIGESTS).write_text("".join(lines), encoding="utf-8")


def _sizes(files: list[Path]) -> dict[str, int]:
    sizes = Counter[str]()
    for file in (f for f in files if f.suffix not in (".br", ".gz")):
        sizes[KINDS.get(file.suffix, "others")] += sent(file)
    return dict(sorted(sizes.items()))
