"""What is known → the question that settles most, or none.

Of the first stage of the flow that has a question worth asking, the one after whose answers the fewest
causes stay open on average; on a tie the author's order holds.
"""

from __future__ import annotations

from operator import itemgetter

from .differential import Candidate, contradicts, differential, known_from
from .model import Knowledge, Option, Question


def next_question(knowledge: Knowledge, known: frozenset[str], asked: frozenset[str]) -> Question | None:
    for stage in knowledge.asked_after:
        possible = sorted((pair for id in ("", *known) for pair in stage.get(id, ())), key=itemgetter(0))
        worth = [question for _, question in possible if _worth_asking(knowledge, question, known, asked)]
        if worth:
            return min(worth, key=lambda question: _open_after(knowledge, question, known))
    return None


def possible_options(knowledge: Knowledge, question: Question, known: frozenset[str]) -> tuple[Option, ...]:
    """The options that do not contradict what is known; 「不确定」 always stays."""
    *certain, unsure = question.options
    return (*(o for o in certain if not contradicts(knowledge, o.findings, known)), unsure)


def _worth_asking(knowledge: Knowledge, question: Question, known: frozenset[str], asked: frozenset[str]) -> bool:
    if question.id in asked or not known.issuperset(question.when):
        return False
    certain = possible_options(knowledge, question, known)[:-1]
    if len(certain) < 2 or any(o.findings and known.issuperset(o.findings) for o in certain):
        return False
    first, *others = _answers(knowledge, certain, known)
    return any(_differ(first, other) for other in others)


def _answers(knowledge: Knowledge, options: tuple[Option, ...], known: frozenset[str]) -> list[tuple[Candidate, ...]]:
    return [differential(knowledge, known | known_from(knowledge, option.findings)) for option in options]


def _differ(some: tuple[Candidate, ...], others: tuple[Candidate, ...]) -> bool:
    """Whether other causes stay open, or in another order."""
    return len(some) != len(others) or any(a.cause is not b.cause for a, b in zip(some, others, strict=True))


def _open_after(knowledge: Knowledge, question: Question, known: frozenset[str]) -> float:
    answers = _answers(knowledge, possible_options(knowledge, question, known)[:-1], known)
    return sum(map(len, answers)) / len(answers)
