"""The built site, read as files: every address is there, says where it comes from, and asks nobody else."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from diagnose import Knowledge, walk
from diagnose.page import address

CLAUSES = tomllib.loads((Path(__file__).parent / "clauses.toml").read_text(encoding="utf-8"))["clause"]


def text_of(site: Path, page: str) -> str:
    return re.sub(r"<[^>]+>", "", (site / page / "index.html").read_text(encoding="utf-8"))


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: clause["says"][:24])
def test_a_clause_of_the_notice_is_on_the_site(site: Path, clause: dict) -> None:
    """Someone who holds the old notice finds each of its clauses at its address."""
    text = text_of(site, clause["page"])
    assert [words for words in clause["words"] if words not in text] == []


def test_the_list_of_clauses_is_whole() -> None:
    """The notice has some fifty clauses, of why, registration, check, windows, results and contacts."""
    assert len(CLAUSES) >= 45


def test_every_position_and_cause_is_a_page(site: Path, knowledge: Knowledge) -> None:
    """Each reachable state stands at its address, each cause at its own."""
    pages = [address(p.responses) for p in walk(knowledge)] + [f"causes/{id}/" for id in knowledge.causes]
    assert [page for page in pages if not (site / page / "index.html").is_file()] == []


def test_edit_links_lead_to_the_knowledge_file(site: Path) -> None:
    """The pencil of a cause and of a question opens the file that staff would change."""
    cause = (site / "causes" / "all-correct" / "index.html").read_text(encoding="utf-8")
    question = (site / "diagnose" / "index.html").read_text(encoding="utf-8")
    assert re.search(r'href="https://example.org/[^"]*knowledge/causes/all-correct\.toml"', cause)
    assert re.search(r'href="https://example.org/[^"]*knowledge/questions/where-stuck\.toml"', question)


def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    """No script, style, image, font or frame of another origin is named on any page."""
    loads = re.compile(r'<(?:script|img|iframe|link rel="(?:stylesheet|preconnect|icon)")[^>]*(?:src|href)="(?:https?:)?//[^"]*"')
    assert [str(p) for p in site.rglob("*.html") if loads.search(p.read_text(encoding="utf-8"))] == []
