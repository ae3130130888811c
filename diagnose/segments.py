"""A text → the stretches that each say one thing, and how certain it is what they say.

Sentences are cut at marks, blanks and joining words; neighbouring pieces are put together again where that makes
the meaning clearer (照片 + 一直没有). Sentences do not influence each other.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from .features import Lexicon
from .weights import Weights

LONGEST = 26  # letters of a stretch put together from pieces
MOST_PIECES = 3  # in one stretch
MOST_READ = 1500  # letters of a text that are judged; a message is shorter, a pasted page is not
CLEAR = 0.55  # how certain a stretch that begins with 不是 must be to mean what it says as a whole
PRICE = 0.2  # of one more stretch, so that short pieces do not speak alone

_SENTENCE = re.compile(r"[^。！？!?\n；;]{1,300}")
_PIECE = re.compile(r"[^，,：:\s【】…~～—]+")
_JOINT = re.compile(
    r"(?=但是|可是|然后|不过|而且|结果|所以|因为|还有|就是|现在|以前|之前|后来|其实)"
    r"|(?<=了)(?=[^了吗呢啊吧的]{3})|(?<=[吗呢啊吧])(?=.{3})"
)
_DENIAL = re.compile(r"[我又也并可倒]{0,2}(?:不是|并非|没说)(?:说|因为)?")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a text that says one thing."""

    start: int
    end: int
    sentence: tuple[int, int]  # where its sentence begins and ends
    certainties: tuple[float, ...]  # of each label
    denied: bool  # what the words say is said not to be so
    after_not: tuple[float, ...] = ()  # where it begins with 不是: the certainties of what follows


class Segmenter:
    """Cuts texts by the certainty of a model; remembers what it has judged."""

    def __init__(self, lexicon: Lexicon, weights: Weights) -> None:
        self.lexicon = lexicon
        self.judge = lru_cache(maxsize=4096)(lambda text: tuple(weights.certainties(lexicon.features(text))))

    def segments(self, text: str) -> Iterator[Segment]:
        for sentence in self._telling(text):
            for start, end in self._best_cut(text, list(_pieces(sentence[0], sentence.start()))):
                yield self._segment(text, start, end, sentence.span())

    def _telling(self, text: str) -> list[re.Match[str]]:
        """All sentences; of a text as long as a page only those with the most words of ours."""
        sentences = list(_SENTENCE.finditer(text))
        if len(text) <= MOST_READ:
            return sentences
        words = {s: sum(1 for _ in self.lexicon.words_in(s[0])) for s in sentences}
        room, kept = MOST_READ, set()
        for sentence in sorted(sentences, key=lambda s: -words[s] / len(s[0])):
            if words[sentence] and (room := room - len(sentence[0])) > 0:
                kept.add(sentence)
        return [s for s in sentences if s in kept]

    def _best_cut(self, text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """The cut whose stretches are, letter by letter, the most certain (dynamic programming)."""
        best = [(0.0, 0)] + [(-math.inf, 0)] * len(pieces)
        for last in range(1, len(pieces) + 1):
            for first in range(last - 1, max(-1, last - 1 - MOST_PIECES), -1):
                start, end = pieces[first][0], pieces[last - 1][1]
                if first < last - 1 and (end - start > LONGEST or _denies(text, pieces[first])):
                    break
                certainty = max(self.judge(text[start:end]))
                best[last] = max(best[last], (best[first][0] + (end - start) * math.log(certainty) - PRICE, first))
        cuts, last = [], len(pieces)
        while last:
            cuts.append((pieces[best[last][1]][0], pieces[last - 1][1]))
            last = best[last][1]
        return cuts[::-1]

    def _segment(self, text: str, start: int, end: int, sentence: tuple[int, int]) -> Segment:
        """A denied stretch is judged without its 不是, unless 不是 clearly belongs to what it says (不是我的照片)."""
        whole = self.judge(text[start:end])
        denial = _DENIAL.match(text, start, end)
        if not denial or denial.end() >= end - 1:
            return Segment(start, end, sentence, whole, False)
        rest = self.judge(text[denial.end() : end])
        denied = rest.index(max(rest)) == whole.index(max(whole)) or max(whole) < CLEAR < max(rest)
        return Segment(start, end, sentence, rest if denied else whole, denied, rest)


def _denies(text: str, piece: tuple[int, int]) -> bool:
    return bool(_DENIAL.match(text, *piece))


def _pieces(sentence: str, offset: int) -> Iterator[tuple[int, int]]:
    for piece in _PIECE.finditer(sentence):
        cuts = [piece.start()]
        if len(piece[0]) > 12:
            cuts += [piece.start() + joint.start() for joint in _JOINT.finditer(piece[0]) if joint.start()]
        cuts = sorted({*cuts, *range(piece.start() + LONGEST, piece.end(), LONGEST), piece.end()})
        yield from ((offset + a, offset + b) for a, b in pairwise(cuts))
