"""What was heard and stated → where the conversation stands, and which causes are likeliest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from .conversation import Ask, Position, replay
from .differential import Candidate, differential, known_from
from .model import Knowledge
from .next_question import next_question, possible_options
from .recognise import Understanding

WORTH_ASKING = 0.35  # how certain something must be where nothing is sure, to ask on rather than to say it is not understood
TELLING = 0.8  # how certain the findings must be, on average, that a cause rests on; below, the next question is asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    position: Position
    findings: tuple[str, ...]  # stated, or heard for sure
    candidates: tuple[Candidate, ...]  # best first; what was heard less surely only orders them


def conclude(knowledge: Knowledge, heard: Understanding, stated: Iterable[str] = ()) -> Conclusion:
    """Nothing heard for sure and nothing stated leaves the first question; nothing heard at all, no candidate."""
    findings = tuple(dict.fromkeys([*stated, *heard.findings]))
    position = replay(knowledge, stated=findings)
    if not findings and not any(h.certainty >= WORTH_ASKING for h in heard.perhaps):
        return Conclusion(position=position, findings=(), candidates=())
    hints = known_from(knowledge, (h.finding for h in heard.perhaps))
    hinted = differential(knowledge, position.known | hints) if hints else ()
    doubtful = _doubtful(knowledge, heard, position)
    return Conclusion(
        position=_in_doubt(knowledge, position, hinted, doubtful), findings=findings, candidates=hinted or position.candidates
    )


def _doubtful(knowledge: Knowledge, heard: Understanding, position: Position) -> bool:
    """Whether the cause rests on something heard not quite surely, or on nothing but ordinary things while more was said."""
    if not position.candidates:
        return False
    bearing = position.candidates[0].supported_by
    certainties = [h.certainty for h in heard.sure if h.finding in bearing]
    unsure = bool(certainties) and sum(certainties) / len(certainties) < TELLING
    return unsure or (heard.unclear and all(knowledge.findings[id].ordinary for id in bearing))


def _in_doubt(knowledge: Knowledge, position: Position, hinted: tuple[Candidate, ...], doubtful: bool) -> Position:
    """Where a hint makes another cause likelier than the one settled, or more was said than understood, ask what still can be asked."""
    if isinstance(position.step, Ask) or not position.candidates:
        return position
    if not doubtful and (not hinted or hinted[0].cause == position.candidates[0].cause):
        return position
    question = next_question(knowledge, position.known, frozenset())
    if question is None:
        return position
    return replace(position, step=Ask(question=question, options=possible_options(knowledge, question, position.known)))
