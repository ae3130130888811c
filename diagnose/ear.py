"""All that hearing needs besides the knowledge."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from .features import Lexicon
from .normalise import Spelling
from .segments import Segmenter
from .weights import Weights


@dataclass(frozen=True)
class Ear:
    """``weights`` tell what a stretch establishes, ``intent_weights`` which cause a whole message is about."""

    spelling: Spelling
    lexicon: Lexicon
    weights: Weights
    intent_weights: Weights

    @cached_property
    def segmenter(self) -> Segmenter:
        return Segmenter(self.lexicon, self.weights)
