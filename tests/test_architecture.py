"""Imports point one way, and the documents about the code are true."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

LAYERS = [
    ["content_error", "words", "features", "normalise", "numbers", "weights", "waiting", "school"],
    ["model", "source", "segments", "typed", "days_said"],
    ["assemble", "sourcing", "markup", "differential", "plan", "ear", "shape", "time_said"],
    ["intent", "provenance", "next_question", "calendar", "message", "load"],
    ["recognise", "school_page", "action_page", "conversation", "hearing", "shipped"],
    ["cause_page", "answer", "conclude", "graph", "releases", "check", "shipped_ear"],
    ["page", "jsonl"],
    ["told_page", "__main__"],
    ["browser"],
]
COMPILED = ".compiled"  # written by the build
MODULES = sorted((ROOT / "diagnose").glob("*.py"))


def imports(file: Path) -> set[str]:
    """Top-level names a module imports; names of our package keep their dot."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level:
            found |= {f".{node.module}"} if node.module else {f".{alias.name}" for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").split(".")[0])
    return found


@pytest.mark.parametrize("file", MODULES, ids=lambda f: f.stem)
def test_the_engine_needs_only_the_standard_library(file: Path) -> None:
    """Nothing in diagnose/ imports mkdocs, js, pyodide or a third party."""
    outside = {name for name in imports(file) if not name.startswith(".")}
    assert outside <= set(sys.stdlib_module_names)


@pytest.mark.parametrize("file", [f for f in MODULES if f.stem != "__init__"], ids=lambda f: f.stem)
def test_imports_point_downwards(file: Path) -> None:
    """Each module imports only from layers below its own."""
    floor = next(n for n, layer in enumerate(LAYERS) if file.stem in layer)
    below = {f".{name}" for layer in LAYERS[:floor] for name in layer}
    assert {name for name in imports(file) if name.startswith(".")} - {COMPILED} <= below


@pytest.mark.parametrize("file", MODULES, ids=lambda f: f.stem)
def test_every_value_says_what_it_is(file: Path) -> None:
    """A dataclass has a docstring. Without one Python works its signature out, which costs a phone a millisecond each at the start."""
    classes = [node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.ClassDef)]
    assert [c.name for c in classes if any("dataclass" in ast.unparse(d) for d in c.decorator_list) and not ast.get_docstring(c)] == []


def test_only_the_plugin_meets_mkdocs() -> None:
    """Moving to another site generator touches one file."""
    meeting = {f.name for f in (ROOT / "mkdocs_diagnose").glob("*.py") if "mkdocs" in imports(f)}
    assert meeting == {"plugin.py"}


def test_the_code_map_is_complete() -> None:
    """ARCHITECTURE.md names every module and every script of the browser."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    files = [*MODULES, *(ROOT / "mkdocs_diagnose").glob("*.py"), *(ROOT / "docs" / "javascripts" / "diagnose").glob("*.js")]
    assert [f.name for f in files if f"`{f.name}`" not in text] == []
