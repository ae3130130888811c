"""Free text → findings, with the words that led to each. What it is not sure of it keeps apart."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from .features import Lexicon
from .model import Knowledge
from .normalise import Normal, Spelling
from .segments import Segment, Segmenter
from .time_said import days_since_photo
from .waiting import waiting_finding
from .weights import Weights

LONGEST_TEXT = 20_000
SURE, PERHAPS = 0.55, 0.2
BOTH = 0.85  # together, of two findings said in one breath
OTHER_MATTERS = "other-matters"
GUIDANCE = "wants-guidance"
OURS, ELSEWHERE = "ours", "elsewhere"  # concepts: words that only our matter has, words of other matters


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A finding, how certain it is (0 to 1), the letters of the typed text that say it, and the words to show for them."""

    finding: str
    certainty: float
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    sure: tuple[Heard, ...]
    perhaps: tuple[Heard, ...]
    apart: tuple[str, ...]  # findings that cannot hold together with the sure ones: another trouble
    waiting: str  # the finding that follows from the time said, or ""
    unclear: bool  # something in it was about our matter and not understood

    @property
    def findings(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys([*(h.finding for h in self.sure), *filter(None, [self.waiting])]))


@dataclass(frozen=True)
class Ear:
    """All that hearing needs besides the knowledge."""

    spelling: Spelling
    lexicon: Lexicon
    weights: Weights

    @cached_property
    def segmenter(self) -> Segmenter:
        return Segmenter(self.lexicon, self.weights)


def recognise(knowledge: Knowledge, ear: Ear, typed: str, today: date, struck: Collection[str] = ()) -> Understanding:
    """``struck`` are findings the writer has said are not so."""
    normal = ear.spelling.normalise(typed[:LONGEST_TEXT])
    segments = list(ear.segmenter.segments(normal.text))
    heard = [h for h in _all_heard(knowledge, ear, normal, segments) if h.finding not in struck]
    said = [h for h in _completed(knowledge, _loudest(h for h in heard if h.certainty >= SURE)) if h.finding not in struck]
    sure = _without_contradictions(knowledge, said)
    known = _known(knowledge, sure)
    perhaps = [h for h in _loudest(heard) if h.finding not in known and not knowledge.excluded[h.finding] & known]
    sure, perhaps = _guidance_last(knowledge, sure, perhaps)
    return Understanding(
        sure=tuple(sure),
        perhaps=tuple(perhaps),
        apart=tuple(h.finding for h in said if h.finding not in known),
        waiting=_waiting(knowledge, _known(knowledge, sure), normal.text, today),
        unclear=any(_unclear(ear, normal.text, segment) for segment in segments),
    )


def _unclear(ear: Ear, text: str, segment: Segment) -> bool:
    return max(segment.certainties) < SURE and any(ear.lexicon.words_in(text[segment.start : segment.end]))


def _known(knowledge: Knowledge, heard: Iterable[Heard]) -> frozenset[str]:
    return frozenset().union(*(knowledge.implied[h.finding] for h in heard))


def _about_something_else(ear: Ear, sentence: str) -> bool:
    met = frozenset().union(*(concepts for _, concepts in ear.lexicon.words_in(sentence)))
    return ELSEWHERE in met and OURS not in met


def _all_heard(knowledge: Knowledge, ear: Ear, normal: Normal, all_segments: Iterable[Segment]) -> Iterator[Heard]:
    segments = [s for s in all_segments if not _about_something_else(ear, normal.text[slice(*s.sentence)])]
    denied = dict(_denied(ear, segment) for segment in segments if segment.denied)
    for segment in segments:
        start, end = segment.start, segment.end
        shown = "…".join(dict.fromkeys(word for word, _ in ear.lexicon.words_in(normal.text[start:end])))
        for finding, certainty in _findings(knowledge, ear, segment):
            if certainty > denied.get(finding, 0):
                place = {"start": normal.origin[start], "end": normal.origin[end]}
                yield Heard(finding=finding, certainty=certainty, words=shown, **place)


def _denied(ear: Ear, segment: Segment) -> tuple[str, float]:
    """What a segment says is not so: a label, and how certainly."""
    certainty = max(segment.certainties)
    return ear.weights.labels[segment.certainties.index(certainty)], certainty


def _findings(knowledge: Knowledge, ear: Ear, segment: Segment) -> Iterator[tuple[str, float]]:
    """What a segment says, each finding with the certainty of all labels that imply it; denied, the opposite."""
    if segment.denied:
        finding, certainty = _denied(ear, segment)
        if opposite := _opposite(knowledge, finding):
            yield opposite, min(certainty, SURE)  # what is said outright counts more
        return
    certainties: dict[str, float] = {}
    for label, certainty in _labels(knowledge, ear, segment):
        for finding in knowledge.implied.get(label, ()):
            certainties[finding] = certainties.get(finding, 0.0) + certainty
    yield from ((finding, min(certainty, 1.0)) for finding, certainty in certainties.items() if certainty >= PERHAPS)


def _labels(knowledge: Knowledge, ear: Ear, segment: Segment) -> Iterator[tuple[str, float]]:
    """Each label with its certainty. Two that share a segment and can hold together (毕业了照片没有) are as certain as both."""
    ranked = sorted(zip(segment.certainties, ear.weights.labels, strict=True), reverse=True)
    (first, a), (second, b) = ranked[:2]
    if second >= PERHAPS and first + second >= BOTH and _hold_together(knowledge, a, b):
        ranked[:2] = [(first + second, a), (first + second, b)]
    return ((label, certainty) for certainty, label in ranked)


def _hold_together(knowledge: Knowledge, a: str, b: str) -> bool:
    both_said = a in knowledge.findings and b in knowledge.findings
    return (
        both_said and not knowledge.excluded[a] & knowledge.implied[b] and b not in knowledge.implied[a] and a not in knowledge.implied[b]
    )


def _opposite(knowledge: Knowledge, finding: str) -> str:
    """The one other finding of its topic; "" where there is none, or more than one."""
    topic = knowledge.findings[finding].topic if finding in knowledge.findings else ""
    others = [f.id for f in knowledge.findings.values() if topic and f.topic == topic and f.id != finding]
    return others[0] if len(others) == 1 else ""


def _loudest(heard: Iterable[Heard]) -> list[Heard]:
    """Each finding once, where it is said most certainly, in the order of the text."""
    best: dict[str, Heard] = {}
    for each in heard:
        if each.finding not in best or each.certainty > best[each.finding].certainty:
            best[each.finding] = each
    return sorted(best.values(), key=lambda h: (h.start, h.finding))


def _without_contradictions(knowledge: Knowledge, heard: list[Heard]) -> list[Heard]:
    """Of findings that cannot hold together the most certain stays."""
    kept: list[Heard] = []
    for each in sorted(heard, key=lambda h: (-h.certainty, h.finding)):
        if not any(k.finding in knowledge.excluded[each.finding] for k in kept):
            kept.append(each)
    return sorted(kept, key=lambda h: (h.start, h.finding))


def _completed(knowledge: Knowledge, heard: list[Heard]) -> list[Heard]:
    """What was said only half, as 看不到, is completed by what was said beside it, as 拍过了."""
    known = _known(knowledge, heard)
    full = (next((then for beside, then in knowledge.findings[h.finding].together if beside in known), h.finding) for h in heard)
    return _loudest(replace(h, finding=finding) for h, finding in zip(heard, full, strict=True))


def _guidance_last(knowledge: Knowledge, sure: list[Heard], perhaps: list[Heard]) -> tuple[list[Heard], list[Heard]]:
    """Who tells of a trouble and asks how to go on is first helped with the trouble."""

    def guidance(each: Heard) -> bool:
        return GUIDANCE in knowledge.implied[each.finding]

    if any(not guidance(h) and not knowledge.findings[h.finding].ordinary for h in [*sure, *perhaps]):
        return [h for h in sure if not guidance(h)], [h for h in perhaps if not guidance(h)]
    return sure, perhaps


def _waiting(knowledge: Knowledge, known: frozenset[str], text: str, today: date) -> str:
    """Time counts once a photo was taken, or is missed; not for one who was not there."""
    if not known & {"photo-taken", "photo-missing"} or "photo-not-taken" in known:
        return ""
    days = days_since_photo(text, today)
    return "" if days is None else waiting_finding(knowledge.waiting_days, days)
