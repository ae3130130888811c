"""Text becomes HTML: escaped, linked to the glossary once, and never inside a link or a heading."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from diagnose import Knowledge, load
from diagnose.markup import inline, link_terms

KNOWLEDGE = load()[0]
TERMS = sorted(KNOWLEDGE.term_of)


def test_a_term_is_linked_at_its_first_mention_only(knowledge: Knowledge) -> None:
    """The first 「学籍」 in running text leads to the glossary; headings, links and later mentions stay as they are."""
    html = link_terms('<h2>学籍</h2><p><a href="/x">学籍</a>里没有学籍，学籍</p>', knowledge, "../")
    assert html.count("<a ") == 2
    assert html.startswith('<h2>学籍</h2><p><a href="/x">学籍</a>里没有<a class="dx-term" href="../glossary/#')


@given(st.lists(st.sampled_from([*TERMS, "<p>", "</p>", '<a href="x">', "</a>", "<h2>", "</h2>", "，", "&lt;"]), max_size=30))
def test_linking_changes_no_word(parts: list[str]) -> None:
    """Whatever the text, taking the glossary links away again gives back what went in."""
    html = "".join(parts)
    linked = link_terms(html, KNOWLEDGE, "../")
    assert re.sub(r'<a class="dx-term" href="[^"]*">([^<]*)</a>', r"\1", linked) == html


@given(st.text())
def test_no_markup_comes_out_of_text(text: str) -> None:
    """Only links and bold ever become tags."""
    assert re.sub(r'</?(?:a|strong)( href="[^"<>]*")?>', "", inline(text, "../")).count("<") == 0


def test_every_term_is_met_somewhere(knowledge: Knowledge) -> None:
    """The glossary explains only words that the causes or the guide use."""
    from tests.conftest import ROOT

    files = [*(ROOT / "diagnose/knowledge/causes").glob("*.toml"), *(ROOT / "docs/guide").glob("*.md")]
    text = "".join(f.read_text(encoding="utf-8") for f in files)
    assert [t.id for t in knowledge.terms.values() if not any(s in text for s in t.spellings)] == []
