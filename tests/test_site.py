"""The built site, read as files: every address is there, says where it comes from, and asks nobody else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from diagnose import Knowledge, walk
from diagnose.page import address

CLAUSES = {
    "guide/why/": ["图像校对", "电子注册", "代劳|委托他人", "2.{0,3}3 ?个月"],
    "guide/register/": ["学信档案", "立即注册", "立即登录", "学籍信息（图像校对）"],
    "guide/check/": [
        "校对窗口一",
        "没照片，找找看",
        "校对窗口二",
        "这是我的照片，确认",
        "校对窗口三",
        "校对窗口四",
        "校对窗口五",
        "确认表",
        "毕业生资格审查表",
    ],
    "guide/results/": ["照片正确", "照片错误", "已毕业", "学历信息", "勘误", "继续教育学院学生科", "重新采集", "客服"],
}


def text_of(site: Path, page: str) -> str:
    return re.sub(r"<[^>]+>", "", (site / page / "index.html").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("page", "clause"), [(page, clause) for page, clauses in CLAUSES.items() for clause in clauses])
def test_the_clauses_of_the_notice_are_on_the_site(site: Path, page: str, clause: str) -> None:
    """Someone who holds the old notice finds each of its clauses where it belongs."""
    assert re.search(clause, text_of(site, page))


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


def test_links_between_pages_resolve(site: Path) -> None:
    """No link of the tool, the causes or the guide leads to a page that is not there."""
    broken = set()
    for page in site.rglob("index.html"):
        for link in re.findall(r'href="(\.[^"#?]*)', page.read_text(encoding="utf-8")):
            target = (page.parent / link).resolve()
            if not (target if target.is_file() else target / "index.html").is_file():
                broken.add((str(page.relative_to(site)), link))
    assert broken == set()
