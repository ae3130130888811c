"""A reviewer of a change sees which paths end differently from the last release."""

from __future__ import annotations

from pathlib import Path

from diagnose import Knowledge, load
from diagnose.releases import paths, report
from tests.conftest import ROOT


def test_nothing_changed_says_so(knowledge: Knowledge) -> None:
    """Against its own paths the report lists none."""
    assert list(report(knowledge, paths(knowledge))) == ["与上次发布相比：0 条路的结论变了，新增 0 条路。"]


def test_a_changed_end_is_listed_in_words(knowledge: Knowledge, broken: Path) -> None:
    """When an answer establishes something else, its path stands there with the answers, the old end and the new one."""
    question = broken / "questions" / "whose-photo.toml"
    text = question.read_text(encoding="utf-8")
    question.write_text(text.replace('findings = ["photo-not-mine"]', 'findings = ["photo-earlier-degree"]'), encoding="utf-8")
    changed, errors = load(broken)
    assert changed, errors

    said = "\n".join(report(changed, paths(knowledge)))
    assert "学籍和照片都看得到 → 有「正确」「有误」这样的按钮 → 都对 → 不是我" in said
    assert "（photo-not-mine）" in said and "（earlier-degree-photo）" in said


def test_a_removed_answer_is_said(knowledge: Knowledge) -> None:
    """A released path whose answer is gone is not silently forgotten."""
    assert "回答没有了：gone" in "\n".join(report(knowledge, ["photo-shown/gone\tall-correct"]))


def test_the_released_paths_still_lead_somewhere(knowledge: Knowledge) -> None:
    """Every address of the last release still ends in a cause or a question."""
    released = (ROOT / "releases" / "paths.tsv").read_text(encoding="utf-8").splitlines()
    assert len(released) > 100
    assert all("\t" in line for line in released)
