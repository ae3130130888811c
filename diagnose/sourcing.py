"""Which statement rests on which sources: none on weak ones alone, none past its review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from .content_error import KeyPath
from .model import Cause, Knowledge


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced:
    """Something in a file that names sources or a review date; ``path`` leads to its line."""

    file: str
    path: KeyPath
    sources: tuple[str, ...]  # empty where a school's own words say who said it
    reviewed: date | None


def sourced(knowledge: Knowledge) -> Iterator[Sourced]:
    """Everything in the knowledge that must have a source or a review date."""
    for cause in knowledge.causes.values():
        yield from _of_cause(cause)
    for term in knowledge.terms.values():
        yield Sourced(file="glossary.toml", path=(term.id, "sources"), sources=term.sources, reviewed=term.reviewed)
    for role in knowledge.roles.values():
        yield Sourced(file="roles.toml", path=(role.id, "sources"), sources=role.sources, reviewed=None)
    yield from _of_school(knowledge)


def _of_cause(cause: Cause) -> Iterator[Sourced]:
    file = f"causes/{cause.id}.toml"
    yield Sourced(file=file, path=("reviewed",), sources=(), reviewed=cause.reviewed)
    for name in ("meaning", "why", "next_step", "contact", "if_ignored", "by_when", "notice"):
        if part := getattr(cause, name):
            yield Sourced(file=file, path=(name, "sources"), sources=part.sources, reviewed=None)


def _of_school(knowledge: Knowledge) -> Iterator[Sourced]:
    school = knowledge.school
    for provenance in school.provenance:
        yield Sourced(file=f"school.toml（{provenance.source}）", path=(), sources=(), reviewed=provenance.reviewed)
    for role in knowledge.roles.values():
        if role.provenance:
            yield Sourced(file=f"school.toml（{role.id}）", path=(), sources=(), reviewed=role.provenance.reviewed)


def only_weak(knowledge: Knowledge, ids: Iterable[str]) -> bool:
    """Whether sources are named and none of them can bear a statement alone."""
    return {knowledge.sources[id].kind for id in ids} == {"weak"}


def overdue(knowledge: Knowledge, today: date) -> Iterator[str]:
    """A sentence for each review date that has passed."""
    for each in sourced(knowledge):
        if each.reviewed and knowledge.review_overdue(each.reviewed, today):
            where = f"{each.file}" + (f"（{each.path[0]}）" if each.file == "glossary.toml" else "")
            yield f"{where}  核对日期 {each.reviewed} 已过期。应当：重新核对，再把 reviewed 改成核对的那一天。"
