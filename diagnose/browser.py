"""The only module that knows the wire: a JSON request in, a JSON answer out. The worker calls ``respond``."""

from __future__ import annotations

import json
from functools import cache

from . import words
from .conversation import replay
from .jsonl import describe
from .load import load
from .model import Knowledge
from .page import address, conversation_page, title
from .waiting import today_in_china


@cache
def _knowledge() -> Knowledge:
    knowledge, errors = load()
    assert knowledge, errors  # the build publishes nothing that does not load
    return knowledge


def respond(request: str) -> str:
    """``{"responses": [option id, …], "root": "…"}`` → address, title, html and the contract's answer."""
    asked = json.loads(request)
    position = replay(_knowledge(), asked["responses"])
    return json.dumps(
        {
            "address": address(position.responses),
            "title": f"{title(position)} - {words.SITE}",
            "html": conversation_page(_knowledge(), position, asked["root"], today_in_china()),
            **describe(position, sorted(position.known)),
        },
        ensure_ascii=False,
    )
