"""Every kind of mistake in the knowledge is answered in Chinese, with file, line and remedy."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from diagnose import check
from tests.conftest import ROOT

CASES = sorted((Path(__file__).parent / "broken").glob("*.toml"))


def test_the_corpus_is_there() -> None:
    """The folder of mistakes was found at all."""
    assert len(CASES) >= 18


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_mistake_gets_its_message(broken: Path, case: Path) -> None:
    """One planted mistake: nothing is returned, and the message says where, what and what would be right."""
    mistake = tomllib.loads(case.read_text(encoding="utf-8"))
    plant(broken / mistake["file"], mistake)
    knowledge, errors = check(broken)
    messages = "\n".join(map(str, errors))

    assert knowledge is None
    assert [part for part in mistake["expected"] if part not in messages] == [], messages
    assert all("应当：" in str(error) and error.place.line >= 1 for error in errors)


def plant(file: Path, mistake: dict) -> None:
    if mistake.get("delete"):
        return file.unlink()
    for change in mistake["change"]:
        text = file.read_text(encoding="utf-8")
        assert change["from"] in text, f"the mistake no longer fits {file.name}"
        file.write_text(text.replace(change["from"], change["to"], 1), encoding="utf-8")


def test_all_mistakes_are_listed_at_once(broken: Path) -> None:
    """Three mistakes in three files come in one list."""
    for name in ("all-correct", "fake-site", "phone-taken"):
        file = broken / "causes" / f"{name}.toml"
        file.write_text(file.read_text(encoding="utf-8").replace("title", "titel", 1), encoding="utf-8")

    assert {Path(e.place.file).stem for e in check(broken)[1]} == {"all-correct", "fake-site", "phone-taken"}


def test_a_build_with_a_mistake_publishes_nothing(broken: Path, tmp_path: Path) -> None:
    """The build stops with exit 1, prints the message and leaves no site behind."""
    (broken / "causes" / "all-correct.toml").write_text("title = 1\n", encoding="utf-8")
    config = tmp_path / "mkdocs.yml"
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("  - diagnose: {", f"  - diagnose: {{ knowledge: {broken},")
    text = text.replace("watch: [diagnose/knowledge, overrides]", f"docs_dir: {ROOT / 'docs'}")
    config.write_text(text.replace("custom_dir: overrides", f"custom_dir: {ROOT / 'overrides'}"), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-f", str(config), "-d", str(tmp_path / "site")]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert run.returncode == 1
    assert "causes/all-correct.toml:1" in run.stderr
    assert not list((tmp_path / "site").glob("**/*.html"))
