"""Findings → the causes still open, best first.

A cause is open while nothing known speaks against it and one of its ``when`` sets can still hold. It is
established once one of those sets is wholly known. Order: established first, then the number of findings
that speak for it, then how common it is, then its id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .model import Cause, Knowledge


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A cause that is still open, and what speaks for it."""

    cause: Cause
    established: bool
    supported_by: tuple[str, ...]  # findings that speak for it, in the order the cause names them

    @property
    def rank(self) -> tuple[bool, int, int, str]:
        return (not self.established, -len(self.supported_by), -self.cause.commonness, self.cause.id)


def known_from(knowledge: Knowledge, stated: Iterable[str]) -> frozenset[str]:
    """All that follows from what was stated."""
    return frozenset().union(*(knowledge.implied[id] for id in stated))


def contradicts(knowledge: Knowledge, findings: Iterable[str], known: frozenset[str]) -> bool:
    """Whether any of the findings cannot hold beside what is known."""
    return any(knowledge.excluded[id] & known for id in findings)


def differential(knowledge: Knowledge, known: frozenset[str]) -> tuple[Candidate, ...]:
    """The open causes that something speaks for, best first; all open ones while nothing speaks for any."""
    ranked = knowledge.memory.get(known)
    if ranked is None:
        ranked = knowledge.memory[known] = _rank(knowledge, known)
    return ranked


def _rank(knowledge: Knowledge, known: frozenset[str]) -> tuple[Candidate, ...]:
    if contradicts(knowledge, known, known):
        return ()
    spoken_for = dict.fromkeys(id for finding in known for id in knowledge.spoken_for_by.get(finding, ()))
    supported = [c for c in _open(knowledge, spoken_for, known) if c.supported_by]
    return tuple(sorted(supported or _open(knowledge, knowledge.causes, known), key=lambda c: c.rank))


def _open(knowledge: Knowledge, ids: Iterable[str], known: frozenset[str]) -> Iterator[Candidate]:
    return (candidate for id in ids if (candidate := _weigh(knowledge, knowledge.causes[id], known)))


def _weigh(knowledge: Knowledge, cause: Cause, known: frozenset[str]) -> Candidate | None:
    possible = [when for when in cause.when if not contradicts(knowledge, when, known)]
    if not possible or not known.isdisjoint(cause.evidence_against):
        return None
    best = max(possible, key=lambda when: (known.issuperset(when), len(known.intersection(when))))
    supporting = tuple(id for id in dict.fromkeys(best + cause.evidence_for) if id in known)
    return Candidate(cause=cause, established=known.issuperset(best), supported_by=supporting)


def ruled_out(knowledge: Knowledge, cause: Cause, known: frozenset[str]) -> tuple[str, ...]:
    """The known findings that speak against a cause, for the words 「不是……，因为」."""
    opposed = set(cause.evidence_against).union(*(knowledge.excluded[id] for when in cause.when for id in when))
    return tuple(sorted(known & opposed)) if _weigh(knowledge, cause, known) is None else ()
