"""Where every path ends, written down with a release, and what ends differently since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .conversation import Ask, Outcome, Position, replay, walk
from .model import Knowledge


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A path that ends differently since a release."""

    responses: tuple[str, ...]
    before: str  # the cause it led to at the last release
    now: str  # the cause, or what is asked, or which answers are gone


def paths(knowledge: Knowledge) -> Iterator[str]:
    """``answer/answer/…<tab>cause`` for every path to its end, in the order of the walk."""
    for position in walk(knowledge):
        if isinstance(position.step, Outcome):
            yield f"{'/'.join(position.responses)}\t{_cause(position)}"


def changed(knowledge: Knowledge, released: Iterable[str]) -> Iterator[Changed]:
    """The released paths that now end differently; ``released`` are lines of ``paths``."""
    for line in released:
        path, before = line.rstrip("\n").split("\t")
        responses = tuple(path.split("/"))
        position = replay(knowledge, responses)
        now = _now(knowledge, position)
        if now != before:
            yield Changed(responses=responses, before=before, now=now)


def report(knowledge: Knowledge, released: Iterable[str]) -> Iterator[str]:
    """The same for people, in Chinese."""
    lines = list(released)
    changes = list(changed(knowledge, lines))
    known = {line.split("\t")[0] for line in lines}
    added = [line for line in paths(knowledge) if line.split("\t")[0] not in known]
    yield f"与上次发布相比：{len(changes)} 条路的结论变了，新增 {len(added)} 条路。"
    for change in changes:
        yield f"  {_words(knowledge, change.responses)}"
        yield f"    原来：{_title(knowledge, change.before)}"
        yield f"    现在：{_title(knowledge, change.now)}"


def _now(knowledge: Knowledge, position: Position) -> str:
    gone = [id for id in position.dropped if id not in knowledge.options]
    if gone:
        return f"回答没有了：{'、'.join(gone)}"
    if isinstance(position.step, Ask):
        return f"接着问：{position.step.question.title}"
    return _cause(position)


def _cause(position: Position) -> str:
    return position.candidates[0].cause.id if position.candidates else ""


def _words(knowledge: Knowledge, responses: Iterable[str]) -> str:
    return " → ".join(knowledge.options[r].label if r in knowledge.options else r for r in responses)


def _title(knowledge: Knowledge, cause: str) -> str:
    return f"{knowledge.causes[cause].title}（{cause}）" if cause in knowledge.causes else cause
