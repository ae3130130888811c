"""The school's profile → HTML: its dates, its contacts, and neutral words for what it leaves out."""

from __future__ import annotations

from datetime import date

from . import words
from .markup import escape
from .model import Knowledge
from .provenance import said_by
from .school import Deadline, Period, Role


def school_box(knowledge: Knowledge, today: date) -> str:
    """The school's dates, for the front page and the school's own."""
    school = knowledge.school
    periods = ((words.COLLECTION, school.collection), (words.CHECKING, school.checking))
    rows = [(name, _period(p, knowledge, today)) for name, p in periods]
    rows += [(escape(d.what), _deadline(d, knowledge, today)) for d in school.deadlines]
    listed = "".join(f"<dt>{name}</dt><dd>{text}</dd>" for name, text in rows)
    return f'<div class="dx-school"><p><b>{escape(school.name) or words.SCHOOL}</b></p><dl>{listed}</dl></div>'


def school_page(knowledge: Knowledge, today: date) -> str:
    """All that the profile says: dates, waiting, how to report a mistake, and every contact."""
    shortest, longest = knowledge.waiting_days
    roles = "".join(f"<li>{role_line(knowledge, role, today)}</li>" for role in knowledge.roles.values())
    return (
        f"<h1>{words.SCHOOL}</h1><p>{words.SCHOOL_LEAD}</p>{school_box(knowledge, today)}"
        f"<h2>{words.WAITING}</h2><p>{words.WAITING_DAYS.format(shortest=shortest, longest=longest)}</p>"
        f"<h2>{words.CORRECTIONS}</h2><p>{escape(knowledge.school.corrections) or words.CORRECTIONS_UNKNOWN}</p>"
        f"<h2>{words.CONTACT}</h2><ul>{roles}</ul>"
    )


def role_line(knowledge: Knowledge, role: Role, today: date) -> str:
    phone = f'<a href="tel:{escape(role.phone)}">{escape(role.phone)}</a>' if role.phone else ""
    email = f'<a href="mailto:{escape(role.email)}">{escape(role.email)}</a>' if role.email else ""
    known = "，".join(part for part in (phone, email, escape(role.hours), escape(role.place)) if part)
    said = said_by(knowledge, role.provenance, today) if role.provenance else ""
    return f"<b>{escape(role.name)}</b>{'：' + known if known else ''}<br><small>{escape(role.note)}</small> {said}"


def _period(period: Period | None, knowledge: Knowledge, today: date) -> str:
    if period is None:
        return words.DATES_UNKNOWN
    dates = {"starts": period.starts, "ends": period.ends}
    when = words.FROM_TO if all(dates.values()) else words.FROM if period.starts else words.UNTIL if period.ends else words.DATES_UNKNOWN
    where = "，".join(escape(text) for text in (period.place, period.note) if text)
    return f"{when.format(**dates)} {where}<br>{said_by(knowledge, period.provenance, today)}"


def _deadline(deadline: Deadline, knowledge: Knowledge, today: date) -> str:
    return f"{words.UNTIL.format(ends=deadline.day)}<br>{said_by(knowledge, deadline.provenance, today)}"
