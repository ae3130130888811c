"""From the answer to the deed: dates, messages, calendar files and the check of what was typed."""

from __future__ import annotations

import os
import re
from datetime import date, timedelta
from pathlib import Path

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnose import Knowledge, load, words
from diagnose.browser import respond
from diagnose.calendar import calendar
from diagnose.load import KNOWLEDGE
from diagnose.message import message, reply
from diagnose.plan import make_plan, sentences
from diagnose.typed import FACTORS, LAST, about_name, about_number
from tests.conftest import ROOT

GOLDEN = Path(__file__).parent / "golden" / "actions"
TODAY = date(2026, 11, 24)
TAKEN = [date(2026, 11, 1), date(2026, 9, 20), date(2026, 3, 31), date(2020, 2, 29)]
PROFILES = {"general": KNOWLEDGE / "school.toml", **{f.stem: f for f in sorted((ROOT / "examples" / "schools").glob("*.toml"))}}
KNOWLEDGE_NOW = load()[0]
SECRET = re.compile(r"\d{6,}")


def loaded(school: Path) -> Knowledge:
    knowledge, errors = load(KNOWLEDGE, school)
    assert knowledge, errors
    return knowledge


def told(cause: str) -> str:
    """Message, reply and plans of one cause, for every profile and date."""
    parts = []
    for profile, file in PROFILES.items():
        knowledge = loaded(file)
        for taken in TAKEN:
            plan = make_plan(knowledge, taken, TODAY)
            assert plan
            waits = knowledge.causes[cause].waits
            lines = [message(knowledge.causes[cause], plan if waits else None), *(sentences(plan) if waits else ())]
            parts.append(f"== {profile}, {taken}\n" + "\n".join(lines))
    return "\n\n".join([*parts, f"== reply\n{reply(loaded(KNOWLEDGE / 'school.toml').causes[cause])}\n"])


def test_there_are_three_profiles() -> None:
    """The general profile and two sample schools."""
    assert len(PROFILES) >= 3


@pytest.mark.parametrize("cause", sorted(load()[0].causes))
def test_message_and_plan_are_as_agreed(cause: str) -> None:
    """What a student sends and is told for each cause, under three schools and four dates; RENEW=1 writes it anew."""
    file = GOLDEN / f"{cause}.txt"
    if os.environ.get("RENEW"):
        file.write_text(told(cause), encoding="utf-8")
    assert told(cause) == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("cause", load()[0].causes.values(), ids=lambda cause: cause.id)
def test_a_message_is_short_and_holds_nothing_personal(cause) -> None:
    """60 to 200 letters, blanks for the name, and no number that could be somebody's."""
    text = message(cause)
    assert 60 <= len(text) <= 200, len(text)
    assert "____" in text
    assert not SECRET.search(text)


def test_no_message_repeats_what_was_typed() -> None:
    """A message is made of the cause and the date alone."""
    answer = respond('{"text": "身份证110101200001011234的照片没有，学籍能看到，采集单位说上传了，电话13800138000", "root": "/"}')
    assert not SECRET.search(re.sub(r'href=\\"[^"]*"', "", answer).replace("20000", ""))


@given(st.dates(date(2000, 1, 1), date(2060, 1, 1)), st.dates(date(2000, 1, 1), date(2060, 1, 1)))
@settings(deadline=None)
def test_any_two_days_give_a_plan_or_none(taken: date, today: date) -> None:
    """Past, today, leap days, month ends: the days to come never lie before today, and the future has no plan."""
    plan = make_plan(KNOWLEDGE_NOW, taken, today)
    assert (plan is None) == (taken > today)
    if plan:
        assert plan.look_again >= today and plan.ask_from >= today
        assert plan.expected[0] - taken == timedelta(days=60)
        assert all(sentences(plan))


def test_a_deadline_that_is_past_is_said() -> None:
    """Where the school's last day is over, the student is sent to ask whether it can still be done."""
    knowledge = next(k for k in map(loaded, PROFILES.values()) if k.school.checking and k.school.checking.ends)
    last = max([knowledge.school.checking.ends, *(d.day for d in knowledge.school.deadlines)])
    plan = make_plan(knowledge, TAKEN[0], last + timedelta(days=1))
    assert plan
    assert "已经截止" in "".join(sentences(plan))


@pytest.mark.parametrize("taken", TAKEN)
def test_the_calendar_file_is_valid(taken: date) -> None:
    """Another program reads one whole day with one reminder, and the same plan keeps its UID."""
    plan = make_plan(load()[0], taken, TODAY)
    assert plan
    text = calendar(plan, words.PLAN)
    (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert event["DTSTART"].dt == plan.look_again
    assert event["UID"] == icalendar.Calendar.from_ical(calendar(plan, words.PLAN)).walk("VEVENT")[0]["UID"]
    assert len(event.walk("VALARM")) == 1
    assert not icalendar.Calendar.from_ical(text).errors
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75


@given(st.dates(date(1930, 1, 1), date(2020, 1, 1)), st.integers(0, 999), st.integers(110000, 659999))
@settings(deadline=None)
def test_a_right_number_is_right_and_any_slip_is_seen(born: date, order: int, area: int) -> None:
    """By GB 11643 one changed digit of the first 17 never goes unnoticed."""
    first = f"{area}{born:%Y%m%d}{order:03}"
    number = first + LAST[sum(int(d) * f for d, f in zip(first, FACTORS, strict=True)) % 11]
    assert about_number(number, TODAY) == [words.NUMBER_FITS]
    assert about_number(number.lower(), TODAY) == [words.NUMBER_FITS]
    for place in range(17):
        slipped = number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]
        assert about_number(slipped, TODAY) != [words.NUMBER_FITS]


NUMBERS = {
    "11010519491231002X": words.NUMBER_FITS,  # the standard's own example
    "110105194912310021": words.NUMBER_LAST,
    "11010519491331002X": words.NUMBER_NO_DAY,
    "1101051949123100": words.NUMBER_LENGTH.format(n=16),
    "１１０１０５19491231002X": words.NUMBER_FULL_WIDTH,
    "110105 19491231002X": words.NUMBER_BLANK,
    "H1234567": words.NUMBER_LETTERS,
}


@pytest.mark.parametrize("number", NUMBERS)
def test_what_is_wrong_with_a_number_is_said(number: str) -> None:
    """Length, day, last character, blanks and full-width characters each have their sentence, and none repeats the number."""
    said = about_number(number, TODAY)
    assert NUMBERS[number] in said
    assert not SECRET.search("".join(said))


NAMES = {
    "张 三": words.NAME_BLANK,
    "阿依·古丽": words.NAME_FITS,
    "阿依•古丽": words.NAME_DOT,
    "王Ａ": words.NAME_FULL_WIDTH,
    "𠮷田": words.NAME_RARE,
}


@pytest.mark.parametrize("name", NAMES)
def test_characters_that_cause_trouble_are_named(name: str) -> None:
    """Blanks, full-width letters, dots and rare characters each have their sentence."""
    assert NAMES[name] in about_name(name)


def test_every_code_can_be_said_and_belongs_to_one_cause() -> None:
    """Short, unique, without characters that look alike."""
    codes = [cause.code for cause in load()[0].causes.values()]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"[ACDEFGHJKMNPQRTWXY][34679]-[ACDEFGHJKMNPQRTWXY][34679]", code) for code in codes)
