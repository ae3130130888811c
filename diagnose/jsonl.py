"""One JSON object a line in, one answer a line out: the engine for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from .answer import describe
from .conclude import conclude
from .ear import Ear
from .model import Knowledge
from .recognise import recognise
from .waiting import today_in_china, waiting_finding


class RequestError(ValueError):
    """A line that cannot be answered, with what would be right."""


def answer_lines(knowledge: Knowledge, ear: Ear, lines: Iterable[str]) -> Iterator[str]:
    """Answer each line that is not blank; a line that cannot be read gets an error and the run goes on."""
    for line in lines:
        if line.strip():
            yield json.dumps(_answer_line(knowledge, ear, line), ensure_ascii=False)


def _answer_line(knowledge: Knowledge, ear: Ear, line: str) -> dict[str, Any]:
    try:
        request = json.loads(line)
        return answer(knowledge, ear, request)
    except RequestError as error:
        return {"id": None, "kind": "error", "error": str(error)}
    except (ValueError, RecursionError):
        return {"id": None, "kind": "error", "error": "not a JSON object"}


def answer(knowledge: Knowledge, ear: Ear, request: Any) -> dict[str, Any]:
    """``{"id", "findings", "photo_taken_on", "today"}`` → the answer the contract describes."""
    if not isinstance(request, dict):
        raise RequestError("not a JSON object")
    if "findings" not in request and "text" not in request:
        raise RequestError('needs "findings" or "text"')
    stated = _findings(knowledge, request)
    heard = recognise(knowledge, ear, request.get("text", ""), _date(request, "today"))
    conclusion = conclude(knowledge, heard, stated)
    return {"id": request.get("id"), **describe(conclusion.position, conclusion.findings, conclusion.candidates)}


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
