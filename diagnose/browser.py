"""The only module that knows the wire: a JSON request in, a JSON answer out. The worker calls ``respond``."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from . import words
from .answer import describe
from .conversation import Position, replay
from .page import Visit, address, conversation_page, title
from .plan import Plan, make_plan, tells_how_long
from .shipped import knowledge
from .typed import about_name, about_number
from .waiting import today_in_china


def respond(request: str) -> str:
    """``{"root"}`` and ``{"responses": [option id, …]}`` or ``{"text", "struck": [finding id, …]}`` → address, title, html and
    the contract's answer; ``{"number", "name"}`` as typed at sign-up → html. ``"taken_on"`` is the day of the photo, ``"staff"``
    asks for what the office needs, ``"today"`` stands for today. What was typed is forgotten once it is answered.
    """
    asked = json.loads(request)
    kind = _checked if "number" in asked else _told if "text" in asked else _chosen
    return json.dumps(kind(asked), ensure_ascii=False)


def _checked(asked: dict[str, Any]) -> dict[str, Any]:
    said = [*about_number(asked["number"], _today(asked)), *about_name(asked["name"])] or [words.TYPED_NOTHING]
    return {"html": "".join(f"<li>{sentence}</li>" for sentence in said)}


def _today(asked: dict[str, Any]) -> date:
    return _day(asked.get("today")) or today_in_china()


def _day(written: Any) -> date | None:
    """A day as a date field writes it; None for anything else."""
    try:
        return date.fromisoformat(written)
    except (TypeError, ValueError):
        return None


def _chosen(asked: dict[str, Any]) -> dict[str, Any]:
    today, taken_on = _today(asked), _day(asked.get("taken_on"))
    plan = make_plan(knowledge(), taken_on, today) if taken_on else None
    position = replay(knowledge(), _by_date(asked["responses"], plan))
    visit = Visit(live=True, taken_on=taken_on, plan=plan, staff=bool(asked.get("staff")))
    html = conversation_page(knowledge(), position, asked["root"], today, visit)
    return _page(position, html) | describe(position, sorted(position.known), position.candidates)


def _by_date(responses: list[str], plan: Plan | None) -> list[str]:
    """The responses, with what the date says in place of what was answered on how long it has been."""
    if plan is None:
        return responses
    options = [option for option in knowledge().options.values() if tells_how_long(knowledge(), option)]
    said = {o.id for o in options}
    return [r for r in responses if r not in said] + [o.id for o in options if plan.finding in o.findings]


def _told(asked: dict[str, Any]) -> dict[str, Any]:
    # What hears free text is loaded when somebody writes: without it Python starts a twentieth sooner.
    from .conclude import conclude
    from .recognise import recognise
    from .shipped_ear import ear
    from .told_page import told_page

    heard = recognise(knowledge(), ear(), asked["text"], today_in_china(), asked.get("struck", ()))
    conclusion = conclude(knowledge(), heard)
    position, html = told_page(knowledge(), heard, conclusion, asked["root"], today_in_china())
    return _page(position, html) | describe(conclusion.position, conclusion.findings, conclusion.candidates)


def _page(position: Position, html: str) -> dict[str, Any]:
    return {"address": address(position.responses), "title": f"{title(position)} - {words.SITE}", "html": html}
