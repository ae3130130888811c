"""What was heard in a free text → HTML: the findings with their words, each of which can be struck, then the answer.

Of the text itself only words of the lexicon are shown again, never a name or a number.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from . import words
from .conclude import Conclusion
from .conversation import Ask, Outcome, Position, replay
from .differential import Candidate, contradicts, differential, known_from
from .markup import cause_items, escape
from .model import Knowledge, Option
from .page import Visit, address, conversation_page, question_part, tell_box
from .recognise import Understanding

GUIDE = "guide/why/"
ALSO = 0.05  # how likely the message must be about a second trouble for its page to be offered


def told_page(knowledge: Knowledge, heard: Understanding, conclusion: Conclusion, root: str, today: date) -> tuple[Position, str]:
    """The position whose address stands for what was told, and what to show there."""
    if not conclusion.candidates:
        start = replay(knowledge)
        return start, _not_understood(knowledge, start, root)
    told = _position(knowledge, conclusion)
    body = conversation_page(knowledge, told, root, today, Visit(live=True))
    return told, f"{_heard(knowledge, heard, _likely(conclusion, root), root)}{body}{_also_said(knowledge, heard, root)}"


def _position(knowledge: Knowledge, conclusion: Conclusion) -> Position:
    """A settled cause is shown as it is; a question is the one that stands, as a page, at the address of the answers."""
    responses = tuple(_responses(knowledge, conclusion))
    if isinstance(conclusion.position.step, Outcome):
        return replace(conclusion.position, responses=responses)
    return replay(knowledge, responses)


def _responses(knowledge: Knowledge, conclusion: Conclusion) -> Iterable[str]:
    """The options that what is known would choose, on the way to the likeliest cause."""
    position, known, aim = replay(knowledge), conclusion.position.known, conclusion.candidates[0].cause
    wanted = _question_of(conclusion.position)
    while isinstance(position.step, Ask):
        fitting = [o for o in position.step.options if _fits(knowledge, o, known, position.known, aim.id)]
        if not fitting:
            return
        chosen = max(fitting, key=lambda o: (len(known.intersection(o.findings)), _asks(knowledge, position, o) == wanted))
        yield chosen.id
        position = replay(knowledge, (*position.responses, chosen.id))


def _asks(knowledge: Knowledge, position: Position, option: Option) -> str:
    return _question_of(replay(knowledge, (*position.responses, option.id)))


def _question_of(position: Position) -> str:
    """The id of the question asked there; "" at an outcome."""
    return position.step.question.id if isinstance(position.step, Ask) else ""


def _fits(knowledge: Knowledge, option: Option, known: frozenset[str], so_far: frozenset[str], aim: str) -> bool:
    """Whether the option says what is known, and no trouble beyond it, and leaves the aim open."""
    beyond = (id for id in option.findings if id not in known and not knowledge.findings[id].ordinary)
    if known.isdisjoint(option.findings) or any(beyond) or contradicts(knowledge, option.findings, known):
        return False
    after = so_far | known_from(knowledge, option.findings)
    return any(c.cause.id == aim for c in differential(knowledge, after))


def _likely(conclusion: Conclusion, root: str) -> str:
    """While a question is still to be asked: the causes it may be."""
    if isinstance(conclusion.position.step, Outcome):
        return ""
    return f"<p>{words.SOUNDS_LIKE}</p><ul>{cause_items((c.cause for c in conclusion.candidates[:3]), root)}</ul>"


def _heard(knowledge: Knowledge, heard: Understanding, likely: str, root: str) -> str:
    rows = "".join(
        f'<li data-heard="{h.finding}">{escape(knowledge.findings[h.finding].says)}'
        f"{f'<small>「{escape(h.words)}」</small>' if h.words else ''} "
        f'<button type="button" data-strike="{h.finding}">{words.NOT_SO}</button></li>'
        for h in heard.sure
        if not any(h.finding in knowledge.implied[other.finding] for other in heard.sure if other != h)
    )
    listed = f"<ul>{rows}</ul>" if rows else ""
    return (
        f'<section class="dx-heard" aria-label="{words.HEARD}"><p><b>{words.HEARD}：</b></p>{listed}{likely}'
        f'<p><a href="{root}{address(())}" data-restart>{words.NONE_OF_THESE}</a></p></section>'
    )


def _also_said(knowledge: Knowledge, heard: Understanding, root: str) -> str:
    """A second trouble that cannot hold together with the first is answered with its page."""
    causes = []
    for finding in heard.apart:
        position = replay(knowledge, stated=(finding,))
        if isinstance(position.step, Outcome) and _also_meant(heard, position.candidates[0]):
            causes.append(position.candidates[0].cause)
    rows = cause_items(dict.fromkeys(causes), root)
    return f'<div data-part="also"><h2>{words.ALSO_SAID}</h2><ul>{rows}</ul></div>' if rows else ""


def _also_meant(heard: Understanding, candidate: Candidate) -> bool:
    return candidate.established and heard.intents.get(candidate.cause.id, 0) >= ALSO


def _not_understood(knowledge: Knowledge, start: Position, root: str) -> str:
    """Says so, keeps the box for another try, and offers the first question and the guide."""
    help_ = f'{words.NOT_UNDERSTOOD_HELP}<a href="{root}{GUIDE}">{words.THE_GUIDE}</a>。'
    assert isinstance(start.step, Ask)
    question = question_part(knowledge, start.step, start, root, "h2")
    return f'<section data-unknown><h1 tabindex="-1">{words.NOT_UNDERSTOOD}</h1><p>{help_}</p></section>{tell_box()}{question}'
