"""What stands in the guide's Markdown as a marker → HTML. No MkDocs here.

``<!-- sources: notice E16 · 2026-11-24 -->``  where the passage above comes from, and when that was reviewed
``<!-- drawing: record-page -->``              a drawing
``<!-- school: dates -->``                     the school's dates
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from diagnose import Knowledge
from diagnose.content_error import ContentError, Place, nearest
from diagnose.markup import drawing
from diagnose.provenance import provenance_note
from diagnose.school_page import school_box
from diagnose.sourcing import only_weak

MARKER = re.compile(r"^<!--\s*(\w+):\s*(.*?)\s*-->$", re.MULTILINE)  # on a line of its own; an example in a text is not one
SOURCES = re.compile(r"([\w\s]+?)\s*·\s*(\d{4}-\d\d-\d\d)")
KINDS = ("sources", "drawing", "school")
TASK = re.compile(
    r'(<label class="task-list-control"><input type="checkbox")/>(<span class="task-list-indicator"></span>)</label>(.*?)(?=</li>|</p>)',
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A passage of the guide with its sources and its review date."""

    sources: tuple[str, ...]
    on: date


def expand(markdown: str, knowledge: Knowledge, root: str, today: date) -> str:
    """Every marker in its place as HTML; the page's markers must be free of mistakes."""

    def html(marker: re.Match[str]) -> str:
        kind, value = marker.groups()
        if kind == "drawing":
            return drawing(knowledge, value, root)
        if kind == "school":
            return school_box(knowledge, today)
        passage = _reviewed(value)
        assert passage, f"mistakes were not looked for: {marker[0]}"
        return provenance_note(knowledge, passage.sources, passage.on, root, today)

    return MARKER.sub(html, markdown)


def name_tasks(html: str) -> str:
    """The words of a task into its checkbox's label, which Markdown leaves empty: they name it, and a tap on them ticks it."""
    return TASK.sub(r"\1>\2\3</label>", html)


def mistakes(name: str, markdown: str, knowledge: Knowledge) -> Iterator[ContentError]:
    """What is wrong with a page's markers, each with its line."""
    for place, kind, value in _markers(name, markdown):
        if kind == "drawing" and value not in knowledge.drawings:
            yield ContentError(place, f"没有叫「{value}」的示意图", nearest(value, knowledge.drawings))
        elif kind == "sources":
            yield from _wrong_sources(place, value, knowledge)
        elif kind not in KINDS:
            yield ContentError(place, f"不认识标记「{kind}」", nearest(kind, KINDS))


def overdue(name: str, markdown: str, knowledge: Knowledge, today: date) -> Iterator[str]:
    """A sentence for each passage whose review date has passed."""
    for place, kind, value in _markers(name, markdown):
        passage = _reviewed(value) if kind == "sources" else None
        if passage and knowledge.review_overdue(passage.on, today):
            yield f"{name}:{place.line}  核对日期 {passage.on} 已过期。应当：重新核对，再改成核对的那一天。"


def _markers(name: str, markdown: str) -> Iterator[tuple[Place, str, str]]:
    for number, line in enumerate(markdown.splitlines(), 1):
        for marker in MARKER.finditer(line):
            yield Place(name, number), marker[1], marker[2]


def _wrong_sources(place: Place, value: str, knowledge: Knowledge) -> Iterator[ContentError]:
    passage = _reviewed(value)
    if passage is None:
        yield ContentError(place, f"出处标记写成了「{value[:40]}」", "写成 <!-- sources: notice E16 · 2026-11-24 -->，日期是真实的某一天")
        return
    unknown = [id for id in passage.sources if id not in knowledge.sources]
    for id in unknown:
        yield ContentError(place, f"没有叫「{id}」的出处", nearest(id, knowledge.sources))
    if not unknown and only_weak(knowledge, passage.sources):
        yield ContentError(place, f"只有弱来源（{'、'.join(passage.sources)}），不能单独作依据", "加上一条官方、学校或媒体的来源")


def _reviewed(value: str) -> Reviewed | None:
    written = SOURCES.fullmatch(value)
    try:
        return Reviewed(tuple(written[1].split()), date.fromisoformat(written[2])) if written else None
    except ValueError:
        return None
