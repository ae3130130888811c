"""A whole message → how likely it is about each cause.

Its stretches tell what holds, one by one; the whole tells what it is about, from its words, from what the stretches were
heard to say and from the time it speaks of. Sentences stand side by side, so their order does not matter, and those that
say nothing are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from .ear import Ear
from .features import Lexicon
from .segments import Segment
from .time_said import days_since_photo
from .waiting import waiting_finding

NOTHING = "nothing"  # what a stretch says that says nothing of use
OTHER_MATTERS = "other-matters"
STEP = "step"  # any of the causes that are steps of the guide
UNCLEAR = "unclear"  # that one would have to ask which cause it is
LEVELS = (0.2, 0.55, 0.85)  # how certainly a stretch was heard


def intents(ear: Ear, text: str, segments: list[Segment], waited: str) -> Mapping[str, float]:
    """How likely each cause is, ``step`` for any step, ``other-matters`` for none, ``unclear`` for one of
    several; they sum to 1. Nothing for an empty text."""
    if not segments:
        return {}
    found = features(ear.lexicon, ear.weights.labels, text, segments, waited)
    if found.isdisjoint(ear.intent_weights.rows):
        return {OTHER_MATTERS: 1.0}  # not a letter of it was ever met
    return dict(zip(ear.intent_weights.labels, ear.intent_weights.certainties(found), strict=True))


def waited_as_said(waiting_days: tuple[int, int], text: str, today: date) -> str:
    """The finding that follows from the time a text speaks of, or "" where it speaks of none."""
    days = days_since_photo(text, today)
    return "" if days is None else waiting_finding(waiting_days, days)


def features(lexicon: Lexicon, labels: tuple[str, ...], text: str, segments: list[Segment], waited: str) -> frozenset[str]:
    """The words of the sentences; of each stretch what it was heard to say, as ``=photo-missing1``, denied ``!photo-missing1``;
    and ``waited``, the finding on time, or ""."""
    telling = _telling(labels, segments)
    words = (lexicon.features(text[start:end]) for start, end in dict.fromkeys(s.sentence for s in telling))
    return frozenset(filter(None, [waited])).union(*words, _heard(labels, telling))


def _telling(labels: tuple[str, ...], segments: list[Segment]) -> list[Segment]:
    """The stretches of all sentences in which something of ours is said; of a message without such a sentence, all."""
    beside = [labels.index(label) for label in (NOTHING, OTHER_MATTERS)]
    saying = {s.sentence for s in segments if s.certainties.index(max(s.certainties)) not in beside}
    return [s for s in segments if s.sentence in saying] or segments


def _heard(labels: tuple[str, ...], segments: Iterable[Segment]) -> Iterator[str]:
    for segment in segments:
        for label, certainty in zip(labels, segment.certainties, strict=True):
            yield from (f"{'!' if segment.denied else '='}{label}{n}" for n, level in enumerate(LEVELS) if certainty >= level)
