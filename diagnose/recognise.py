"""Free text → findings, with the words that led to each, and which cause the whole is about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from operator import itemgetter

from .differential import contradicts
from .ear import Ear
from .intent import intents, waited_as_said
from .model import Knowledge
from .segments import Segment
from .waiting import WAITING

LONGEST_TEXT = 20_000
SURE = 0.55  # how certain a finding must be to be heard
MEANT = 0.8  # how likely the message must be about a cause for that cause to be heard with all it takes


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A finding, how certain it is (0 to 1), where in the text it is said, and the words to show for that."""

    finding: str
    certainty: float
    start: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """What was heard in a message."""

    sure: tuple[Heard, ...]
    apart: tuple[str, ...]  # findings that cannot hold together with the sure ones: another trouble
    waiting: str  # the finding that follows from the time said, or ""
    intents: Mapping[str, float]  # how likely the whole is about each cause

    @property
    def findings(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys([*(h.finding for h in self.sure), *filter(None, [self.waiting])]))


def recognise(knowledge: Knowledge, ear: Ear, typed: str, today: date, struck: Collection[str] = ()) -> Understanding:
    """``struck`` are findings the writer has said are not so."""
    text = ear.spelling.normalise(typed[:LONGEST_TEXT])
    segments = list(ear.segmenter.segments(text))
    waited = waited_as_said(knowledge.waiting_days, text, today)
    likely = _as_timed(knowledge, intents(ear, text, segments, waited), waited)
    denied = dict(_denied(ear, segment) for segment in segments if segment.after_not)
    heard = [h for h in _all_heard(knowledge, ear, text, segments, denied) if h.finding not in struck]
    said = [h for h in _completed(knowledge, _loudest(heard)) if h.finding not in struck]
    refused = {*struck, *denied, *(id for id, finding in knowledge.findings.items() if finding.topic == WAITING and id != waited)}
    cause, way = _meant(knowledge, likely, _known(knowledge, said), refused)
    meant = [Heard(finding=id, certainty=likely[cause], start=0, words=_words(ear, text)) for id in way]
    fitting = [h for h in said if _fits(knowledge, h.finding, cause)]
    sure = _without_contradictions(knowledge, _loudest([*fitting, *meant]), {h.finding for h in meant})
    known = _known(knowledge, sure)
    return Understanding(
        sure=tuple(sure),
        apart=tuple(h.finding for h in said if h.finding not in known),
        waiting=waited if waited and _time_counts(known) and _fits(knowledge, waited, cause) else "",
        intents=likely,
    )


def _as_timed(knowledge: Knowledge, likely: Mapping[str, float], waited: str) -> Mapping[str, float]:
    """Of a message clearly about how long it has been, the time said chooses the cause: those it fits get what is likely of all such."""
    resting = {id: times for id in likely if id in knowledge.causes and (times := _times(knowledge, id))}
    whole = sum(likely[id] for id in resting)
    fitting = sum(likely[id] for id, times in resting.items() if waited in times)
    if whole < MEANT or not fitting:
        return likely
    share = whole / fitting
    return {id: p * share * (waited in resting[id]) if id in resting else p for id, p in likely.items()}


def _times(knowledge: Knowledge, cause: str) -> set[str]:
    """The findings on time that the ways of a cause take."""
    return {id for when in knowledge.causes[cause].when for id in when if knowledge.findings[id].topic == WAITING}


def _meant(knowledge: Knowledge, likely: Mapping[str, float], known: frozenset[str], refused: set[str]) -> tuple[str, tuple[str, ...]]:
    """The cause which the whole message is clearly about, and all it takes: of the ways it can hold, the one most of which was said."""
    cause, certainty = max(likely.items(), key=itemgetter(1), default=("", 0.0))
    ways = [when for when in knowledge.causes[cause].when if refused.isdisjoint(when)] if cause in knowledge.causes else []
    if certainty < MEANT or not ways:
        return "", ()
    return cause, max(ways, key=lambda when: (known.issuperset(when), len(known.intersection(when))))


def _fits(knowledge: Knowledge, finding: str, cause: str) -> bool:
    """Whether a finding does not speak against the cause that the message is clearly about."""
    return not cause or knowledge.implied[finding].isdisjoint(knowledge.causes[cause].evidence_against)


def _words(ear: Ear, text: str) -> str:
    """What may be shown again of a text: its words of the lexicon, each once."""
    return "…".join(dict.fromkeys(word for word, _ in ear.lexicon.words_in(text)))


def _known(knowledge: Knowledge, heard: Iterable[Heard]) -> frozenset[str]:
    return frozenset().union(*(knowledge.implied[h.finding] for h in heard))


def _all_heard(knowledge: Knowledge, ear: Ear, text: str, segments: list[Segment], denied: Mapping[str, float]) -> Iterator[Heard]:
    """What each stretch surely says, but for what another denies with more certainty."""
    for segment in segments:
        words = _words(ear, text[segment.start : segment.end])
        for finding, certainty in _findings(knowledge, ear, segment):
            if certainty > denied.get(finding, 0):
                yield Heard(finding=finding, certainty=certainty, start=segment.start, words=words)


def _denied(ear: Ear, segment: Segment) -> tuple[str, float]:
    """What a segment says is not so: a label, and how certainly."""
    certainty = max(segment.after_not)
    return ear.weights.labels[segment.after_not.index(certainty)], certainty


def _findings(knowledge: Knowledge, ear: Ear, segment: Segment) -> Iterator[tuple[str, float]]:
    """What a segment says, each finding with the certainty of all labels that imply it; denied, the opposite."""
    if segment.denied:
        finding, certainty = _denied(ear, segment)
        if opposite := _opposite(knowledge, finding):
            yield opposite, min(certainty, SURE)  # what is said outright counts more
        return
    certainties: dict[str, float] = {}
    for label, certainty in zip(ear.weights.labels, segment.certainties, strict=True):
        for finding in knowledge.implied.get(label, ()):
            certainties[finding] = certainties.get(finding, 0.0) + certainty
    yield from ((finding, min(certainty, 1.0)) for finding, certainty in certainties.items() if certainty >= SURE)


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


def _without_contradictions(knowledge: Knowledge, heard: list[Heard], first: Collection[str]) -> list[Heard]:
    """Of findings that cannot hold together the most certain stays, before others those named ``first``."""
    kept: list[Heard] = []
    for each in sorted(heard, key=lambda h: (h.finding not in first, -h.certainty, h.finding)):
        if not contradicts(knowledge, [each.finding], _known(knowledge, kept)):
            kept.append(each)
    return sorted(kept, key=lambda h: (h.start, h.finding))


def _completed(knowledge: Knowledge, heard: list[Heard]) -> list[Heard]:
    """What was said only half, as 看不到, is completed by what was said beside it, as 拍过了."""
    known = _known(knowledge, heard)
    full = (next((then for beside, then in knowledge.findings[h.finding].together if beside in known), h.finding) for h in heard)
    return _loudest(replace(h, finding=finding) for h, finding in zip(heard, full, strict=True))


def _time_counts(known: frozenset[str]) -> bool:
    """Once a photo was taken, or is missed; not for one who was not there."""
    return bool(known & {"photo-taken", "photo-missing"}) and "photo-not-taken" not in known
