"""What was heard and stated → where the conversation stands, and which causes are likeliest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from .conversation import Ask, Outcome, Position, replay
from .differential import Candidate, differential
from .intent import OTHER_MATTERS, STEP
from .model import Knowledge
from .next_question import next_question, possible_options
from .recognise import Understanding

ELSEWHERE = 0.3  # how likely a message must be about other matters to be taken so
TELLING = 0.55  # how likely it must be about a cause for that cause to be told; below, the next question is asked
OPEN = 0.02  # how likely a cause must be to be named among those still open


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    """Where a message leaves the conversation."""

    position: Position
    findings: tuple[str, ...]  # stated, or heard for sure
    candidates: tuple[Candidate, ...]  # best first; none where the message is about something else


def conclude(knowledge: Knowledge, heard: Understanding, stated: Iterable[str] = ()) -> Conclusion:
    """The findings name the cause; what the message is about orders the candidates, and holds back a cause it does not seem to be about."""
    findings = tuple(dict.fromkeys([*stated, *heard.findings]))
    position = replay(knowledge, stated=findings)
    if not heard.intents:
        return Conclusion(position=position, findings=findings, candidates=position.candidates if findings else ())
    if heard.intents.get(OTHER_MATTERS, 0) >= ELSEWHERE:
        return Conclusion(position=position, findings=(), candidates=())
    return _by_intent(knowledge, heard.intents, position, findings)


def _by_intent(knowledge: Knowledge, intents: Mapping[str, float], position: Position, findings: tuple[str, ...]) -> Conclusion:
    def likely(candidate: Candidate) -> float:
        id = candidate.cause.id
        return intents.get(id, 0.0) + (intents.get(STEP, 0.0) if id.startswith(STEP) else 0.0)

    if isinstance(position.step, Outcome) and position.candidates:
        settled = max((c for c in position.candidates if c.established), key=likely, default=position.candidates[0])
        if likely(settled) >= TELLING:
            told = (settled, *(c for c in position.candidates if c is not settled))
            settled_position = replace(position, candidates=told, step=Outcome(candidates=told))
            return Conclusion(position=settled_position, findings=findings, candidates=told)
        position = _asking(knowledge, position)
    every = {c.cause.id: c for c in [*differential(knowledge, frozenset()), *position.candidates]}
    still_open = sorted((c for c in every.values() if likely(c) >= OPEN), key=lambda c: (-likely(c), c.rank))
    return Conclusion(position=position, findings=findings, candidates=tuple(still_open) or position.candidates)


def _asking(knowledge: Knowledge, position: Position) -> Position:
    """The question that comes next although a cause is settled; where nothing is left to ask, the first of all."""
    question = next_question(knowledge, position.known, frozenset())
    if question is None:
        return replay(knowledge)
    return replace(position, step=Ask(question=question, options=possible_options(knowledge, question, position.known)))
