"""A school's profile: what it says is shown with its source, what it leaves out is worded neutrally."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from diagnose import check
from diagnose.load import KNOWLEDGE
from diagnose.school_page import school_page
from diagnose.sourcing import overdue
from tests.conftest import ROOT, build_site

PROFILES = sorted((ROOT / "examples" / "schools").glob("*.toml"))
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: p.stem)
def test_a_complete_profile_holds(profile: Path) -> None:
    """Each sample is read without an error, and its name, phones and sources stand on the school's page."""
    knowledge, errors = check(KNOWLEDGE, profile)
    assert knowledge, errors
    html = school_page(knowledge, TODAY)
    assert knowledge.school.name in html
    assert knowledge.roles["college"].phone in html
    assert knowledge.school.provenance[0].source in html


def test_without_a_profile_nothing_is_invented(knowledge) -> None:
    """The neutral site names no dates, and sends the student to the school's notice."""
    html = school_page(knowledge, TODAY)
    assert html.count("时间以学校通知为准") == 2


def test_a_profile_changes_the_waiting_days() -> None:
    """The days of the school replace the general ones."""
    knowledge, _ = check(KNOWLEDGE, ROOT / "examples" / "schools" / "continuing-education.toml")
    assert knowledge.waiting_days == (40, 60)


def test_an_old_fact_is_marked(knowledge) -> None:
    """A fact past its review date shows 「待核实」 beside it."""
    late = date(2028, 11, 24)
    profiled, _ = check(KNOWLEDGE, PROFILES[0])
    assert '<span class="dx-overdue"> <strong>待核实' in school_page(profiled, late)
    assert school_page(profiled, TODAY).count("待核实") == school_page(profiled, TODAY).count(" hidden ")


def test_every_overdue_review_is_listed(knowledge) -> None:
    """Years later each cause is named with its file, its date and what to do; today none is."""
    assert list(overdue(knowledge, TODAY)) == []
    late = list(overdue(knowledge, date(2030, 1, 1)))
    assert [id for id in knowledge.causes if not any(s.startswith(f"causes/{id}.toml") for s in late)] == []
    assert all("应当：重新核对" in sentence for sentence in late)


MISTAKES = {
    'phone = "12345"': "电话号码，例如",
    'email = "xueji"': "邮箱地址，例如",
    'reviewed = "去年"': "日期，例如 2026-11-24",
    'telephone = "0731-85551234"': "不认识「telephone」",
}


@pytest.mark.parametrize(("line", "message"), MISTAKES.items())
def test_a_mistake_in_the_profile_is_placed(tmp_path: Path, line: str, message: str) -> None:
    """A wrong phone, address, date or key is answered in Chinese with the profile's file and line."""
    profile = tmp_path / "school.toml"
    profile.write_text(f'[role.college]\n{line}\nsource = "x"\n', encoding="utf-8")
    knowledge, errors = check(KNOWLEDGE, profile)
    assert knowledge is None
    assert any(message in str(e) and e.place.line in (1, 2) for e in errors), errors


def test_dates_in_the_wrong_order_are_found(tmp_path: Path) -> None:
    """A period that ends before it starts is an error on the line of its end."""
    profile = tmp_path / "school.toml"
    lines = ["[checking]", "starts = 2027-05-01", "ends = 2026-04-01", 'source = "x"', "reviewed = 2026-11-01"]
    profile.write_text("\n".join(lines), encoding="utf-8")
    errors = check(KNOWLEDGE, profile)[1]
    assert [(e.place.line, "早于" in e.found) for e in errors] == [(3, True)]


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: p.stem)
def test_a_site_is_built_for_the_school(tmp_path: Path, profile: Path) -> None:
    """One setting builds the whole site for another school: its name on the front page, its phone with a cause."""
    build_site(tmp_path, SCHOOL=str(profile))
    knowledge, _ = check(KNOWLEDGE, profile)
    assert knowledge
    assert knowledge.school.name in (tmp_path / "index.html").read_text(encoding="utf-8")
    assert knowledge.roles["college"].phone in (tmp_path / "causes/record-hidden/index.html").read_text(encoding="utf-8")
