"""The guide's markers: what a page says about its sources is true, and every mistake in it is answered in Chinese."""

from __future__ import annotations

from datetime import date

import pytest

from diagnose import Knowledge
from mkdocs_diagnose import guide
from mkdocs_diagnose.__main__ import all_mistakes
from tests.conftest import ROOT

TODAY = date(2026, 11, 24)
PAGES = sorted((ROOT / "docs" / "guide").glob("*.md"))

MISTAKES = {
    "<!-- sources: E999 · 2026-11-24 -->": "没有叫「E999」的出处",
    "<!-- sources: E118 · 2026-11-24 -->": "只有弱来源（E118）",
    "<!-- sources: E16 · 2026-13-24 -->": "日期是真实的某一天",
    "<!-- sources: E16 -->": "写成 <!-- sources: notice E16 · 2026-11-24 -->",
    "<!-- drawing: record-pgae -->": "改成 「record-page」",
    "<!-- source: E16 · 2026-11-24 -->": "改成 「sources」",
}


@pytest.mark.parametrize(("marker", "message"), MISTAKES.items())
def test_a_wrong_marker_is_answered_with_its_line(knowledge: Knowledge, marker: str, message: str) -> None:
    """Whoever edits the guide learns the line, what was found and what would be right."""
    (mistake,) = guide.mistakes("docs/guide/x.md", f"# 标题\n\n{marker}\n", knowledge)
    assert str(mistake).startswith("docs/guide/x.md:3")
    assert message in str(mistake)


def test_everything_written_keeps_to_the_rules(knowledge: Knowledge) -> None:
    """No marker is wrong, no term has two names, no punctuation is half-width, in any file people write."""
    assert [str(mistake) for mistake in all_mistakes(knowledge)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_every_page_of_the_guide_names_its_sources(page) -> None:
    """A reader can see of each page what it rests on and when it was reviewed."""
    assert "<!-- sources: " in page.read_text(encoding="utf-8")


def test_a_passage_past_its_review_is_marked(knowledge: Knowledge) -> None:
    """It shows 「待核实」 once its day has passed, keeps the mark hidden before, and is listed for the editor."""
    text = "一句话。\n<!-- sources: notice · 2026-11-24 -->"
    fresh, late = (guide.expand(text, knowledge, "../../", day) for day in (TODAY, date(2028, 12, 1)))
    assert 'hidden data-overdue-after="2027-12-29"' in fresh
    assert "待核实" in late and "hidden" not in late
    assert list(guide.overdue("x.md", text, knowledge, TODAY)) == []
    assert "x.md:2" in next(guide.overdue("x.md", text, knowledge, date(2028, 12, 1)))
