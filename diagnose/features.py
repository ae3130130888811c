"""A stretch of normalised text → the features the weights know: letters, pairs of letters, concepts, pairs of concepts.

A concept is a set of words that mean the same here, such as ``missing`` for 没有, 空白, 查不到.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

_NOT_A_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Lexicon:
    """The words that stand for concepts."""

    concepts: Mapping[str, frozenset[str]]  # word → the concepts it stands for

    @cached_property
    def _words(self) -> re.Pattern[str]:
        return re.compile("|".join(map(re.escape, sorted(self.concepts, key=len, reverse=True))) or "(?!)")

    def words_in(self, text: str) -> Iterator[tuple[str, frozenset[str]]]:
        """The words met and the concepts they stand for, from left to right, the longest word first."""
        return ((word[0], self.concepts[word[0]]) for word in self._words.finditer(text))

    def features(self, text: str) -> frozenset[str]:
        bare = _NOT_A_WORD.sub("", text)
        framed = f"^{bare}$"
        letters = {*bare, *(framed[n : n + 2] for n in range(len(framed) - 1))}
        met = [sorted(concepts) for _, concepts in self.words_in(text)]
        alone = {f"@{concept}" for each in met for concept in each}
        pairs = {f"@{a}>{b}" for n, each in enumerate(met) for later in met[n + 1 :] for a in each for b in later}
        return frozenset(letters | alone | pairs)
