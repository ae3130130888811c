"""Our scripts and styles are written for the browsers the README names."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

ESBUILD = ROOT / "node_modules" / ".bin" / "esbuild"
FLOOR = "chrome91,safari14.1,firefox79"
WRITTEN = sorted([*(ROOT / "docs" / "javascripts").rglob("*.js"), *(ROOT / "docs" / "stylesheets").glob("*.css"),
                  *(ROOT / "mkdocs_diagnose").glob("service-worker*.js")])  # fmt: skip


def read_for(file: Path, target: str) -> str:
    """The file as it would have to be written for a browser."""
    command = [str(ESBUILD), f"--target={target}", str(file)]
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout


@pytest.mark.parametrize("file", WRITTEN, ids=lambda file: file.name)
def test_no_syntax_is_newer_than_the_oldest_browser(file: Path) -> None:
    """Nothing would have to be written otherwise for the lowest versions the README promises."""
    assert read_for(file, FLOOR) == read_for(file, "esnext")
