"""A cause and what is known of the date → the message to send, with blanks for what the student fills in elsewhere."""

from __future__ import annotations

from . import words
from .markup import plain
from .model import Cause, Knowledge
from .plan import Plan, in_words

OUTSIDE_SCHOOL = ("chsi", "collector", "exam-authority", "police")  # these know no student number


def message(cause: Cause, plan: Plan | None = None) -> str:
    """60 to 200 letters that leave the office nothing to ask back; never a name, a number or a typed word."""
    card = cause.message
    hello = words.HELLO_OUTSIDE if card.to in OUTSIDE_SCHOOL else words.HELLO
    since = words.SINCE.format(day=in_words(plan.taken_on), days=plan.days) if plan else ""
    checked = words.CHECKED.format(card.checked) if card.checked else ""
    attach = words.ATTACHED.format("、".join(card.attach)) if card.attach else ""
    return f"{hello}{card.see}。{since}{checked}{card.ask}。{attach}{words.THANKS}"


def recipient(knowledge: Knowledge, cause: Cause) -> str:
    return knowledge.roles[cause.message.to].name


def reply(cause: Cause) -> str:
    """What staff can paste to the student: the cause, its code, the steps."""
    steps = "".join(f"{n}. {plain(step)}\n" for n, step in enumerate(cause.next_step.steps, 1))
    return words.REPLY.format(title=plain(cause.title), code=cause.code, steps=steps)
