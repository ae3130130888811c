"""From the answer to the deed → HTML: the message to send, the plan of dates, the check of what was typed, the view for staff."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from . import words
from .calendar import calendar
from .markup import cause_items, escape, said
from .message import message, recipient, reply
from .model import Cause, Knowledge
from .plan import Plan, in_words, sentences
from .provenance import provenance_note


def message_part(knowledge: Knowledge, cause: Cause, plan: Plan | None) -> str:
    heading = words.MESSAGE.format(who=recipient(knowledge, cause))
    return (
        f'<div data-part="message"><h2 id="message">{heading}</h2>{to_copy(message(cause, plan), heading)}<p>{words.MESSAGE_HELP}</p></div>'
    )


def to_copy(text: str, label: str) -> str:
    """A text to copy: by its button where a script runs, else by selecting it."""
    return (
        f'<textarea class="dx-card" readonly rows="9" aria-label="{escape(label)}">{escape(text)}</textarea>'
        f'<p><button type="button" class="dx-button" data-copy hidden>{words.COPY}</button> <span role="status"></span></p>'
    )


def date_part(taken_on: date | None, plan: Plan | None, today: date) -> str:
    """Asks for the day of the photo, and tells what follows from it; shown only where Python answers."""
    value = f' value="{taken_on}"' if taken_on else ""
    wrong = f'<p class="dx-note" role="status">{words.TAKEN_ON_WRONG}</p>' if taken_on else ""
    return (
        f'<div data-part="plan"><h2 id="plan">{words.PLAN}</h2><p><label for="dx-taken-on">{words.TAKEN_ON}</label></p>'
        f'<p><input type="date" id="dx-taken-on" name="taken_on" max="{today}" autocomplete="off"{value}> '
        f'<button type="button" class="dx-button" data-taken-on>{words.TAKEN_ON_BUTTON}</button></p>'
        f"<p><small>{words.TAKEN_ON_HELP}</small></p>{_plan(plan) if plan else wrong}</div>"
    )


def _plan(plan: Plan) -> str:
    lines = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences(plan))
    file = escape(calendar(plan, words.PLAN))
    button = f'<button type="button" class="dx-button" data-calendar="{file}">{words.CALENDAR}</button>'
    return f'{_timeline(plan)}<ul role="status">{lines}</ul><p>{button}</p>'


WIDTH, EDGE = 320, 30


def _timeline(plan: Plan) -> str:
    """A line from the photo to the last of its days, with the usual time of arrival as a bar."""
    last = max(filter(None, [plan.expected[1], plan.today, plan.deadline]))
    whole = max(1, (last - plan.taken_on).days)

    def at(day: date) -> int:
        return EDGE + round((WIDTH - 2 * EDGE) * min(1.0, max(0.0, (day - plan.taken_on).days / whole)))

    first, end = map(at, plan.expected)
    taken, expected, now, closing = words.PLAN_MARKS
    marks = [(at(plan.taken_on), taken, 62), ((first + end) // 2, expected, 62), (at(plan.today), now, 14)]
    marks += [(at(plan.deadline), closing, 78)] if plan.deadline and plan.deadline >= plan.taken_on else []
    drawn = "".join(f'<circle cx="{x}" cy="34" r="5"/><text x="{x}" y="{y}" text-anchor="middle">{name}</text>' for x, name, y in marks)
    label = words.PLAN_PICTURE.format(in_words(plan.taken_on))
    return (
        f'<svg class="dx-timeline" viewBox="0 0 {WIDTH} 84" role="img" aria-label="{label}"><path d="M{EDGE} 34H{WIDTH - EDGE}"/>'
        f'<rect x="{first}" y="28" width="{max(4, end - first)}" height="12" rx="4"/>{drawn}</svg>'
    )


def typed_part() -> str:
    """Fields for what was typed at sign-up; shown only where Python answers."""
    fields = (("number", words.TYPED_NUMBER), ("name", words.TYPED_NAME))
    rows = "".join(
        f'<p><label for="dx-{name}">{label}</label><br><input id="dx-{name}" name="typed_{name}" autocomplete="off" maxlength="60"></p>'
        for name, label in fields
    )
    button = f'<button type="button" class="dx-button" data-check-typed>{words.TYPED_BUTTON}</button>'
    return (
        f'<details data-part="typed"><summary>{words.TYPED}</summary><p>{words.TYPED_HELP}</p>{rows}<p>{button}</p>'
        f'<ul role="status" data-checked></ul></details>'
    )


def code_part(cause: Cause) -> str:
    help_ = f'<small>{words.CODE_HELP}</small> <span class="dx-printed"></span>'
    return f'<p class="dx-code" data-part="code">{words.CODE}：<b>{cause.code}</b> {help_}</p>'


def unsolved_part(knowledge: Knowledge, cause: Cause, others: Iterable[Cause], root: str) -> str:
    """Where to go on when the way did not help: the next candidates, then the office with the message."""
    near = dict.fromkeys([*(c.id for c in others), *cause.related])
    rows = cause_items((knowledge.causes[id] for id in list(near)[:5]), root)
    lead = words.UNSOLVED_LEAD.format(who=recipient(knowledge, cause))
    return f'<details data-part="unsolved"><summary>{words.UNSOLVED}</summary><p>{lead}</p><ul>{rows}</ul></details>'


def staff_part(knowledge: Knowledge, cause: Cause, supported_by: Iterable[str], way: Iterable[str], root: str, today: date) -> str:
    """What the office needs of an outcome: its rule and sources, a reply to paste, the way through the map's nodes."""
    rules = "".join(
        f"<li>{said(knowledge, when, ' + ')} → {escape(cause.title)}</li>" for when in cause.when if set(when) <= set(supported_by)
    )
    note = provenance_note(knowledge, cause.sources, cause.reviewed, root, today)
    return (
        f'<section class="dx-staff" data-part="staff"><h2>{words.STAFF}</h2><h3>{words.STAFF_RULE}</h3><ul>{rules}</ul>'
        f"{note}<h3>{words.STAFF_REPLY}</h3>{to_copy(reply(cause), words.STAFF_REPLY)}"
        f'<p><a href="{root}staff/map/#{"/".join(way)}">{words.STAFF_MAP}</a></p></section>'
    )
