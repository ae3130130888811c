"""The day of the photo and today → when to expect it, when to look again, when to ask. Days are China's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from . import words
from .model import Knowledge, Option
from .waiting import WAITING, waiting_finding

LONG_AGO = 5 * 365  # days after which a photo is probably of an earlier degree
LOOK_EVERY = 14  # days between two looks while the photo is due
ASK_AGAIN = 7  # days after asking


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What follows from the day of the photo."""

    taken_on: date
    today: date
    finding: str  # ``waited-briefly``, ``waited-between`` or ``waited-long``
    expected: tuple[date, date]  # from, to
    look_again: date
    deadline: date | None  # the school's next one, or its last where all are past
    deadline_is_for: str

    @property
    def days(self) -> int:
        return (self.today - self.taken_on).days

    @property
    def ask_from(self) -> date:
        """The first day on which the wait is longer than usual, or today where it is already."""
        return max(self.expected[1] + timedelta(days=1), self.today)


def make_plan(knowledge: Knowledge, taken_on: date, today: date) -> Plan | None:
    """None where the day has not come yet, or lies before any such photo could have been taken."""
    days = (today - taken_on).days
    if days < 0 or taken_on.year < 2000:
        return None
    shortest, longest = knowledge.waiting_days
    expected = taken_on + timedelta(days=shortest), taken_on + timedelta(days=longest)
    what, day = _deadline(knowledge, today)
    return Plan(
        taken_on=taken_on, today=today, finding=waiting_finding(knowledge.waiting_days, days), expected=expected,
        look_again=_look_again(today, expected), deadline=day, deadline_is_for=what,
    )  # fmt: skip


def _look_again(today: date, expected: tuple[date, date]) -> date:
    first, last = expected
    if today < first:
        return first
    return min(today + timedelta(days=LOOK_EVERY), last) if today < last else today + timedelta(days=ASK_AGAIN)


def _deadline(knowledge: Knowledge, today: date) -> tuple[str, date | None]:
    school = knowledge.school
    days = [(d.day, d.what) for d in school.deadlines]
    if school.checking and school.checking.ends:
        days.append((school.checking.ends, words.CHECKING))
    coming = sorted(each for each in days if each[0] >= today)
    chosen = coming[0] if coming else max(days, default=None)
    return (chosen[1], chosen[0]) if chosen else ("", None)


def tells_how_long(knowledge: Knowledge, option: Option) -> bool:
    """Whether an option says how long the photo has been on its way, which the day of the photo says better."""
    return any(knowledge.findings[id].topic == WAITING for id in option.findings)


def sentences(plan: Plan) -> list[str]:
    """The plan in words, each a sentence of its own."""
    said = words.PLAN_STAGES[plan.finding].format(days=plan.days + 1)
    first, last = map(in_words, plan.expected)
    lines = [said, words.PLAN_EXPECTED.format(first=first, last=last), words.PLAN_LOOK.format(day=in_words(plan.look_again))]
    lines.append(words.PLAN_ASK_NOW if plan.ask_from == plan.today else words.PLAN_ASK.format(day=in_words(plan.ask_from)))
    lines.append(_about_deadline(plan))
    return lines + ([words.PLAN_LONG_AGO] if plan.days > LONG_AGO else [])


def _about_deadline(plan: Plan) -> str:
    if plan.deadline is None:
        return words.PLAN_NO_DEADLINE
    wording = words.PLAN_DEADLINE if plan.deadline >= plan.today else words.PLAN_DEADLINE_PAST
    return wording.format(what=plan.deadline_is_for, day=in_words(plan.deadline), left=(plan.deadline - plan.today).days)


def in_words(day: date) -> str:
    return f"{day.year} 年 {day.month} 月 {day.day} 日"
