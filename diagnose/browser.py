"""The only module that knows the wire: a JSON request in, a JSON answer out. The worker calls ``respond``."""

from __future__ import annotations

import json
from typing import Any

from . import words
from .conclude import conclude
from .conversation import Position, replay
from .jsonl import describe
from .page import address, conversation_page, title
from .recognise import recognise
from .shipped import ear, knowledge
from .told_page import told_page
from .waiting import today_in_china


def respond(request: str) -> str:
    """``{"root"}`` and ``{"responses": [option id, …]}`` or ``{"text", "struck": [finding id, …]}`` → address, title, html and
    the contract's answer. A text is forgotten once it is answered.
    """
    asked = json.loads(request)
    answer = _told(asked) if "text" in asked else _chosen(asked)
    return json.dumps(answer, ensure_ascii=False)


def _chosen(asked: dict[str, Any]) -> dict[str, Any]:
    position = replay(knowledge(), asked["responses"])
    html = conversation_page(knowledge(), position, asked["root"], today_in_china())
    return _page(position, html) | describe(position, sorted(position.known), position.candidates)


def _told(asked: dict[str, Any]) -> dict[str, Any]:
    heard = recognise(knowledge(), ear(), asked["text"], today_in_china(), asked.get("struck", ()))
    conclusion = conclude(knowledge(), heard)
    position, html = told_page(knowledge(), heard, conclusion, asked["root"], today_in_china())
    return _page(position, html) | describe(conclusion.position, conclusion.findings, conclusion.candidates)


def _page(position: Position, html: str) -> dict[str, Any]:
    return {"address": address(position.responses), "title": f"{title(position)} - {words.SITE}", "html": html}
