"""What is wrong in a knowledge file: its parts, and the one place that words them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

KeyPath = tuple[str | int, ...]  # the way to a value in a file: keys, and numbers of tables, from the outside in


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line of a file, counted from 1."""

    file: str
    line: int


@dataclass(frozen=True, slots=True, order=True)
class ContentError(Exception):
    """What is wrong there, and what would be right."""

    place: Place
    found: str
    expected: str

    def __str__(self) -> str:
        return f"{self.place.file}:{self.place.line}  {self.found}。应当：{self.expected}。"


def nearest(wrong: str, right: Iterable[str]) -> str:
    """The remedy for a misspelt name: the nearest right ones, else all of them."""
    names = sorted(right)
    close = get_close_matches(wrong, names, n=3, cutoff=0.5)
    return ("改成 " if close else "从这些里选一个：") + "、".join(f"「{name}」" for name in close or names[:60])


def report(errors: Iterable[ContentError]) -> str:
    """All errors, sorted by place, one a line, with their number in front."""
    lines = sorted(errors)
    return f"内容有 {len(lines)} 处要改：\n" + "\n".join(f"  {line}" for line in lines)
