"""What ships for the browser holds all that our code imports, and nothing of what only editors need."""

from __future__ import annotations

import ast
import io
import zipfile
from pathlib import Path

import pytest

from mkdocs_diagnose.runtime import NOT_IN_A_BROWSER, Runtime, make_runtime
from tests.conftest import ROOT

# compiled or frozen into Pyodide itself
BUILT_IN = {"__future__", "builtins", "sys", "time", "math", "itertools", "operator", "collections.abc"}
SHIPPED = sorted(f for f in (ROOT / "diagnose").glob("*.py") if f.stem not in NOT_IN_A_BROWSER)


@pytest.fixture(scope="module")
def runtime() -> Runtime:
    knowledge = ROOT / "diagnose" / "knowledge"
    return make_runtime(ROOT, knowledge, knowledge / "school.toml")


@pytest.fixture(scope="module")
def modules(runtime: Runtime) -> set[str]:
    """Every module in the shipped zip, by its dotted name."""
    names = zipfile.ZipFile(io.BytesIO(runtime.files["python_stdlib.zip"])).namelist()
    return {name.removesuffix(".pyc").removesuffix("/__init__").replace("/", ".") for name in names}


def imported(file: Path) -> set[str]:
    """The modules a file imports anywhere in it, also inside functions."""
    nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    parts = [(node, node.module) for node in nodes if isinstance(node, ast.ImportFrom)]
    theirs = {module for node, module in parts if module and not node.level}
    ours = {f"diagnose.{module}" for node, module in parts if module and node.level}
    return plain | theirs | ours | {f"diagnose.{a.name}" for node, module in parts if node.level and not module for a in node.names}


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_no_module_is_missing_from_the_zip(file: Path, modules: set[str]) -> None:
    """Each module that a shipped file of ours imports is in the zip, or compiled into Pyodide; the missing are named."""
    not_in_a_browser = {f"diagnose.{name}" for name in NOT_IN_A_BROWSER}  # reached only where the knowledge is not compiled
    assert imported(file) - modules - BUILT_IN - not_in_a_browser == set()


def test_two_builds_are_the_same(runtime: Runtime) -> None:
    """The folder keeps its name as long as its content does, so that browsers may keep it for ever."""
    knowledge = ROOT / "diagnose" / "knowledge"
    assert make_runtime(ROOT, knowledge, knowledge / "school.toml").digest == runtime.digest


def test_the_bytecode_is_for_pyodides_python(runtime: Runtime) -> None:
    """Compiled for the Python that runs it, else the browser would refuse every module."""
    from importlib.util import MAGIC_NUMBER

    archive = zipfile.ZipFile(io.BytesIO(runtime.files["python_stdlib.zip"]))
    assert all(archive.read(name).startswith(MAGIC_NUMBER) for name in archive.namelist() if name.endswith(".pyc"))
