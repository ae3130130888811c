"""Responses → where the conversation stands. No state is kept: every call replays from the start."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .differential import Candidate, differential, known_from
from .model import Knowledge, Option, Question
from .next_question import next_question, possible_options


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """The question that is open, with the options that can still be chosen."""

    question: Question
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The best candidate; ``candidates`` is empty when what was said fits no cause."""

    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where the responses lead."""

    responses: tuple[str, ...]  # option ids in the order the questions come
    dropped: tuple[str, ...]  # responses that fitted no question on the way
    known: frozenset[str]
    candidates: tuple[Candidate, ...]
    step: Ask | Outcome


def replay(knowledge: Knowledge, responses: Iterable[str] = (), stated: Iterable[str] = ()) -> Position:
    """Answer questions from the responses, whatever their order, until one is open or the cause is clear.

    ``responses`` are option ids (unknown ones are dropped), ``stated`` finding ids known beforehand.
    """
    given = tuple(dict.fromkeys(responses))
    known, used = known_from(knowledge, stated), tuple[str, ...]()
    while isinstance(step := _step(knowledge, known, used), Ask):
        answer = next((o for o in step.options if o.id in given), None)
        if answer is None:
            break
        known, used = known | known_from(knowledge, answer.findings), (*used, answer.id)
    dropped = tuple(id for id in given if id not in used)
    return Position(responses=used, dropped=dropped, known=known, candidates=differential(knowledge, known), step=step)


def _step(knowledge: Knowledge, known: frozenset[str], used: tuple[str, ...]) -> Ask | Outcome:
    asked = frozenset(knowledge.question_of[id].id for id in used)
    step: Ask | Outcome | None = knowledge.memory.get((known, asked))
    if step is None:
        step = knowledge.memory[known, asked] = _work_out_step(knowledge, known, asked)
    return step


def _work_out_step(knowledge: Knowledge, known: frozenset[str], asked: frozenset[str]) -> Ask | Outcome:
    candidates = differential(knowledge, known)
    if not candidates or candidates[0].established:
        return Outcome(candidates=candidates)
    question = next_question(knowledge, known, asked)
    if question is None:
        return Outcome(candidates=candidates)
    return Ask(question=question, options=possible_options(knowledge, question, known))


def walk(knowledge: Knowledge) -> Iterator[Position]:
    """Every reachable position, a question before what follows from it."""
    waiting: list[tuple[str, ...]] = [()]
    while waiting:
        position = replay(knowledge, waiting.pop())
        yield position
        if isinstance(position.step, Ask):
            waiting += [(*position.responses, option.id) for option in reversed(position.step.options)]
