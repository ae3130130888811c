"""The knowledge and the ear a browser answers with: compiled by the build, or read from the files where it has not."""

from __future__ import annotations

from functools import cache

from . import weights
from .assemble import assemble
from .ear import Ear
from .features import Lexicon
from .model import Knowledge
from .normalise import Spelling

try:
    from . import compiled  # type: ignore[attr-defined]  # only in the site's runtime
except ImportError:
    compiled = None


@cache
def knowledge() -> Knowledge:
    if compiled:
        return assemble(compiled.TABLES)
    from .load import load

    read, errors = load()
    assert read, errors  # the build publishes nothing that does not load
    return read


@cache
def ear() -> Ear:
    if compiled:
        lexicon = Lexicon({word: frozenset(concepts) for word, concepts in compiled.CONCEPTS.items()})
        spelling = Spelling(compiled.SAME, compiled.SIMPLIFIED, compiled.SOUNDS)
        return Ear(spelling, lexicon, weights.read(compiled.WEIGHTS), weights.read(compiled.INTENT_WEIGHTS))
    from .hearing import read_ear
    from .load import KNOWLEDGE

    return read_ear(KNOWLEDGE)
