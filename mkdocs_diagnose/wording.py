"""Whether the site's Chinese is written one way: punctuation and spacing by AutoCorrect, terms by ``wording.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import autocorrect_py

from diagnose.content_error import ContentError, Place

TERMS: dict[str, str] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["terms"]
_QUOTED = re.compile(r"「[^」]*」|`[^`]*`|<[^>]*>|https?://\S+")  # others' words, code and addresses stay as they are
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_COMMENT = re.compile(r"^\s*#")
_STRING = re.compile(r'"([^"]*)"')
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_HALF_WIDTH = re.compile(r"(?<=[\u4e00-\u9fff])[,;:?!](?=[\u4e00-\u9fff\s]|$)")


def mistakes(name: str, text: str) -> Iterator[ContentError]:
    """Every line of a Markdown or TOML file that is not written the site's way."""
    is_code = False  # between the fences of a code block
    for number, line in enumerate(text.splitlines(), 1):
        is_code ^= line.startswith("```")
        for passage in () if is_code else _passages(name, line):
            for found, right in _wrong(passage):
                yield ContentError(Place(name, number), f"写成了「{found}」", right)


def _passages(name: str, line: str) -> Iterator[str]:
    """The Chinese in a line that a reader will see."""
    texts = [line]
    if name.endswith(".toml"):
        texts = [] if _COMMENT.match(line) else _STRING.findall(line) or [line]
    yield from (text for text in texts if _CHINESE.search(text))


def _wrong(text: str) -> Iterator[tuple[str, str]]:
    own = _QUOTED.sub("□", _LINK.sub(r"\1", text))
    for term, right in TERMS.items():
        if term in own:
            yield term, f"「{right}」"
    corrected = autocorrect_py.format(own)
    if corrected != own:
        yield own.strip()[:50], corrected.strip()[:50]
    if half := _HALF_WIDTH.search(own):
        yield half[0], "全角的标点"
