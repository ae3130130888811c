"""A release is whole, says what it is, and is the same whoever builds it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from tests.conftest import build_site

LIKE = {"REPO_URL": "https://example.org/school/guide", "SOURCE_DATE_EPOCH": "1795478400", "VERSION": "test"}


def content(folder: Path) -> dict[str, bytes]:
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}


def test_two_builds_of_one_commit_are_identical(tmp_path: Path) -> None:
    """Byte by byte, so that anybody can check what a school serves."""
    for name in ("one", "two"):
        build_site(tmp_path / name, **LIKE)
    one, two = content(tmp_path / "one"), content(tmp_path / "two")
    assert [name for name in one if one[name] != two.get(name)] == []
    assert one.keys() == two.keys()


def test_a_release_says_what_it_holds(site: Path) -> None:
    """Its version, the day of its knowledge, its sizes, and the digest of each file."""
    about = json.loads((site / "release.json").read_text(encoding="utf-8"))
    assert about["version"] and about["knowledge_reviewed"].startswith("20")
    assert about["bytes_with_brotli"]["python"] < 3_000_000
    lines = [line.split("  ") for line in (site / "digests.txt").read_text(encoding="utf-8").splitlines()]
    assert len(lines) == about["files"]
    assert all(hashlib.sha256((site / name).read_bytes()).hexdigest() == digest for digest, name in lines)
