"""The ear a browser hears free text with: compiled by the build, or read from the files where it has not."""

from __future__ import annotations

from functools import cache

from . import weights
from .ear import Ear
from .features import Lexicon
from .normalise import Spelling
from .shipped import compiled


@cache
def ear() -> Ear:
    if compiled:
        lexicon = Lexicon({word: frozenset(concepts) for word, concepts in compiled.CONCEPTS.items()})
        spelling = Spelling(compiled.SAME, compiled.SIMPLIFIED, compiled.SOUNDS)
        return Ear(spelling, lexicon, weights.read(compiled.WEIGHTS), weights.read(compiled.INTENT_WEIGHTS))
    from .hearing import read_ear
    from .load import KNOWLEDGE

    return read_ear(KNOWLEDGE)
