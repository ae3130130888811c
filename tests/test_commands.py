"""The commands of the module, as programs and people call them."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, timedelta

import pytest

from tests.conftest import ROOT


def run(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "diagnose", *arguments]
    return subprocess.run(command, cwd=ROOT, input=stdin, capture_output=True, text=True, encoding="utf-8", check=False)


def answer(request: object) -> dict:
    return json.loads(run("answer", "--jsonl", stdin=json.dumps(request) + "\n").stdout)


NO_PHOTO = ["signed-in", "record-shown", "photo-missing", "photo-taken"]


@pytest.mark.parametrize(
    ("findings", "taken", "cause"),
    [
        (NO_PHOTO, "2026-11-01", "photo-not-uploaded-yet"),
        (NO_PHOTO, "2026-06-20", "photo-upload-overdue"),
        ([*NO_PHOTO, "uploaded-confirmed"], "2026-06-20", "photo-details-mismatch"),
        (["signed-in", "record-missing", "account-details-differ"], None, "account-details-wrong"),
        (["signed-in", "record-missing", "account-details-match"], None, "school-record-wrong"),
        (["record-shown", "photo-shown", "photo-mine"], None, "all-correct"),
        (["record-shown", "photo-shown", "photo-not-mine"], None, "photo-not-mine"),
        (["record-shown", "photo-shown", "buttons-missing", "graduated"], None, "graduated-linked"),
    ],
)
def test_stated_findings_are_answered(findings: list[str], taken: str | None, cause: str) -> None:
    """Findings and dates from outside lead to the cause the notice explains."""
    assert answer({"id": 1, "findings": findings, "photo_taken_on": taken, "today": "2026-11-21"})["cause"] == cause


@pytest.mark.parametrize(
    ("days", "first", "both"), [(59, "photo-not-uploaded-yet", 1), (60, None, 2), (90, None, 2), (91, "photo-upload-overdue", 1)]
)
def test_the_waiting_period_turns_on_its_days(days: int, first: str | None, both: int) -> None:
    """Under 60 days wait, over 90 ask, between them both are named."""
    today = date(2026, 11, 21)
    got = answer({"findings": NO_PHOTO, "photo_taken_on": str(today - timedelta(days)), "today": str(today)})
    named = [c for c in got["candidates"][:2] if c in ("photo-not-uploaded-yet", "photo-upload-overdue")]
    assert len(named) == both
    assert first in (None, got["cause"])


def test_a_bad_line_is_answered_and_the_run_goes_on() -> None:
    """Each line gets one answer in order; what cannot be read is said in that answer."""
    lines = ["nonsense", "[1]", '{"id": 7}', '{"id": 8, "findings": ["no-such"]}', '{"id": 9, "findings": [], "photo_taken_on": "soon"}',
             '{"id": 10, "findings": ["says-phone-taken"]}', "[" * 100_000]  # fmt: skip
    answers = [json.loads(line) for line in run("answer", "--jsonl", stdin="\n".join(lines) + "\n").stdout.splitlines()]

    assert [a["kind"] for a in answers] == ["error"] * 5 + ["outcome", "error"]
    assert all(a["id"] is None and a["error"] for a in answers if a["kind"] == "error")
    assert answers[5]["id"] == 10


def test_contradictory_findings_are_unknown() -> None:
    """Findings that cannot hold together name no cause."""
    got = answer({"id": 1, "findings": ["photo-mine", "photo-not-mine"]})
    assert (got["kind"], got["candidates"]) == ("unknown", [])


def test_the_check_passes_and_says_what_it_walked() -> None:
    """The real knowledge holds, and the report prints the figures."""
    checked = run("check")
    assert checked.returncode == 0, checked.stdout
    assert "中位" in checked.stdout


def test_a_conversation_in_the_terminal() -> None:
    """Numbers typed in the terminal lead to a cause; a slip is answered and asked again."""
    said = run(stdin="3\nx\n2\n").stdout
    assert "没看懂" in said
    assert "下一步" in said


def test_the_graph_names_questions_causes_and_answers() -> None:
    """The graph is DOT with labelled edges."""
    graph = run("graph").stdout
    assert graph.startswith("digraph")
    assert '"question:where-stuck" -> "question:photo-taken" [label="看得到学籍，没有学历照片"]' in graph
