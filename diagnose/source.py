"""One TOML file → its values, each able to say on which line it stands."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from .content_error import ContentError, KeyPath, Place

_TABLE = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]")
_KEY = re.compile(r"\s*([\w-]+)\s*=")
_WHERE = re.compile(r"\(at line (\d+), column (\d+)\)|\(at end of document\)")


@dataclass(frozen=True)
class Document:
    """A file of the knowledge, read."""

    name: str  # as shown to the editor
    text: str
    values: dict[str, Any]

    def place(self, *path: str | int) -> Place:
        """Where a value stands; the nearest enclosing thing when it has no line of its own."""
        while path and path not in self._lines:
            path = path[:-1]
        return Place(self.name, self._lines.get(path, 1))

    @cached_property
    def _lines(self) -> dict[KeyPath, int]:
        return _line_numbers(self.text)


def read(file: Path, name: str) -> Document | ContentError:
    """Read a file; a syntax error comes back as an error with its line."""
    text = file.read_text(encoding="utf-8-sig", errors="replace")
    try:
        return Document(name, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        return _syntax_error(name, text, str(error))


def _syntax_error(name: str, text: str, message: str) -> ContentError:
    where = _WHERE.search(message)
    line = int(where[1]) if where and where[1] else text.count("\n") + 1
    written = text.splitlines()[line - 1].strip() if line <= len(text.splitlines()) else ""
    return ContentError(
        Place(name, line),
        f"这一行不符合 TOML 的写法：{written[:60]}",
        '写成 名称 = "内容"，引号成对、用英文引号，方括号成对，一个名称只写一次',
    )


def _line_numbers(text: str) -> dict[KeyPath, int]:
    lines: dict[KeyPath, int] = {(): 1}
    counts: dict[str, int] = {}
    table: KeyPath = ()
    inside_long_string = False
    for number, line in enumerate(text.splitlines(), 1):
        if inside_long_string or line.count('"""') % 2:
            if not inside_long_string and (key := _KEY.match(line)):
                lines.setdefault((*table, key[1]), number)
            inside_long_string ^= line.count('"""') % 2 == 1
        elif header := _TABLE.match(line):
            table = _table_path(header[1], header[2], counts)
            lines.setdefault(table, number)
        elif key := _KEY.match(line):
            lines.setdefault((*table, key[1]), number)
    return lines


def _table_path(bracket: str, name: str, counts: dict[str, int]) -> KeyPath:
    if bracket == "[":
        return tuple(name.split("."))
    counts[name] = counts.get(name, -1) + 1
    return (name, counts[name])


def shown_name(file: Path) -> str:
    """A file's name as an editor finds it: from the current folder where that leads to it."""
    here = Path.cwd()
    return (file.relative_to(here) if file.is_relative_to(here) else file).as_posix()
