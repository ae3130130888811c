"""Where a conversation stands → the contract's JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .conversation import Ask, Outcome, Position
from .differential import Candidate


def describe(position: Position, findings: Iterable[str], candidates: Iterable[Candidate]) -> dict[str, Any]:
    """A position in the contract's words; unknown where there is no candidate."""
    kind, cause, question = "unknown", None, None
    open_causes = [c.cause.id for c in candidates]
    match position.step:
        case Ask(question=asked) if open_causes:
            kind, question = "question", asked.id
        case Outcome(candidates=(best, *_)) if open_causes:
            kind, cause = "outcome", best.cause.id
    return {"kind": kind, "cause": cause, "question": question, "candidates": open_causes, "findings": list(findings)}
