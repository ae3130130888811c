"""What was typed → one way of writing it: simplified characters, half-width signs, one word for one thing.

Each character of the result knows where in the typed text it began, so that words can be marked there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in "，！？；：（）"} | {0x3000: 0x20}


@dataclass(frozen=True, slots=True)
class Normal:
    """A text in one way of writing."""

    text: str
    origin: tuple[int, ...]  # for each character, and for the end, its place in the typed text


@dataclass(frozen=True)
class Spelling:
    """``same``: a way of writing → the usual one; ``simplified``: traditional character → simplified;
    ``sounds``: a word → a pattern of all that sounds like it."""

    same: Mapping[str, str]
    simplified: dict[int, int]
    sounds: Mapping[str, str]

    @cached_property
    def _same(self) -> re.Pattern[str]:
        """Longest first; a word in Latin letters only where no such letter touches it; then, each a group, what only sounds alike."""
        ways = (rf"(?<![a-z]){re.escape(w)}(?![a-z])" if w.isascii() else re.escape(w) for w in sorted(self.same, key=len, reverse=True))
        return re.compile("|".join([*ways, *(f"({pattern})" for pattern in self.sounds.values())]) or "(?!)")

    @cached_property
    def _sounding(self) -> tuple[str, ...]:
        return tuple(self.sounds)

    def _usual(self, found: re.Match[str]) -> str:
        return self._sounding[found.lastindex - 1] if found.lastindex else self.same[found[0]]

    def normalise(self, typed: str) -> Normal:
        plain = typed.translate(_FULL_WIDTH | self.simplified).lower()
        if len(plain) != len(typed):  # a rare letter whose small form is longer; its place matters less than the rest
            plain = "".join(c if len(c.lower()) != 1 else c.lower() for c in typed.translate(_FULL_WIDTH | self.simplified))
        return self._respell(plain)

    def _respell(self, plain: str) -> Normal:
        parts: list[str] = []
        origin: list[int] = []
        end = 0
        for found in self._same.finditer(plain):
            usual = self._usual(found)
            parts += [plain[end : found.start()], usual]
            origin += [*range(end, found.start()), *[found.start()] * len(usual)]
            end = found.end()
        return Normal("".join(parts) + plain[end:], (*origin, *range(end, len(plain) + 1)))
