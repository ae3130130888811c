"""One JSON object a line in, one answer a line out: the engine for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from .conversation import Ask, Outcome, Position, replay
from .model import Knowledge
from .waiting import today_in_china, waiting_finding


class RequestError(ValueError):
    """A line that cannot be answered, with what would be right."""


def answer_lines(knowledge: Knowledge, lines: Iterable[str]) -> Iterator[str]:
    """Answer each line that is not blank; a line that cannot be read gets an error and the run goes on."""
    for line in lines:
        if line.strip():
            yield json.dumps(_answer_line(knowledge, line), ensure_ascii=False)


def _answer_line(knowledge: Knowledge, line: str) -> dict[str, Any]:
    try:
        request = json.loads(line)
        return answer(knowledge, request)
    except RequestError as error:
        return {"id": None, "kind": "error", "error": str(error)}
    except (ValueError, RecursionError):
        return {"id": None, "kind": "error", "error": "not a JSON object"}


def answer(knowledge: Knowledge, request: Any) -> dict[str, Any]:
    """``{"id", "findings", "photo_taken_on", "today"}`` → the answer the contract describes."""
    if not isinstance(request, dict):
        raise RequestError("not a JSON object")
    if "findings" not in request and "text" not in request:
        raise RequestError('needs "findings" or "text"')
    findings = _findings(knowledge, request)
    position = replay(knowledge, stated=findings)
    return {"id": request.get("id"), **describe(position, findings)}


def describe(position: Position, findings: Iterable[str]) -> dict[str, Any]:
    """A position in the contract's words."""
    kind, cause, question = "unknown", None, None
    match position.step:
        case Ask(question=asked) if position.known:
            kind, question = "question", asked.id
        case Outcome(candidates=(best, *_)):
            kind, cause = "outcome", best.cause.id
    candidates = [c.cause.id for c in position.candidates] if kind != "unknown" else []
    return {"kind": kind, "cause": cause, "question": question, "candidates": candidates, "findings": list(findings)}


def _findings(knowledge: Knowledge, request: dict[str, Any]) -> list[str]:
    stated = request.get("findings", [])
    if not isinstance(stated, list) or not all(isinstance(id, str) for id in stated):
        raise RequestError('"findings" must be a list of finding ids')
    if unknown := [id for id in stated if id not in knowledge.findings]:
        raise RequestError(f"no such finding: {', '.join(unknown)}")
    if not isinstance(request.get("text", ""), str):
        raise RequestError('"text" must be a string')
    return list(dict.fromkeys([*stated, *_waiting(knowledge, request)]))


def _waiting(knowledge: Knowledge, request: dict[str, Any]) -> list[str]:
    if request.get("photo_taken_on") is None:
        return []
    days = (_date(request, "today") - _date(request, "photo_taken_on")).days
    if days < 0:
        raise RequestError('"photo_taken_on" is after "today"')
    return [waiting_finding(knowledge.waiting_days, days)]


def _date(request: dict[str, Any], key: str) -> date:
    value = request.get(key)
    if value is None:
        return today_in_china()
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise RequestError(f'"{key}" must be a date such as 2026-11-24') from None
