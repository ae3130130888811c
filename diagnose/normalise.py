"""What was typed → one way of writing it: simplified characters, half-width signs, one word for one thing,
no numbers of phones or cards, no tags."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in "，！？；：（）"} | {0x3000: 0x20}
_NOISE = re.compile(r"\d{11,}x?|</?[a-z][^<>]{0,300}>")  # a number of phone or card, a tag of a pasted page: says nothing of the trouble


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

    def normalise(self, typed: str) -> str:
        plain = typed.translate(_FULL_WIDTH | self.simplified).lower()
        return self._same.sub(self._usual, _NOISE.sub(" ", plain))
