"""Anything may come in, in texts, addresses, JSON lines and files: no exception, no markup, a clear message for editors."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnose import check, load
from diagnose.browser import respond
from diagnose.hearing import read_ear
from diagnose.jsonl import answer_lines
from diagnose.load import KNOWLEDGE
from tests.conftest import ROOT

CORPUS = Path(__file__).parent / "hostile" / "texts.jsonl"
TEXTS = [json.loads(line)["text"] for line in CORPUS.read_text(encoding="utf-8").splitlines()]
TEXT_ELEMENTS = {"a", "b", "br", "div", "h1", "h2", "h3", "li", "nav", "noscript", "ol", "p", "section", "small", "span", "strong", "ul"}
ALLOWED = TEXT_ELEMENTS | {
    "button",
    "circle",
    "details",
    "figcaption",
    "figure",
    "img",
    "input",
    "label",
    "path",
    "rect",
    "summary",
    "svg",
    "text",
    "textarea",
}


KNOWN = load()[0]


class Elements(HTMLParser):
    """Every element of an answer, with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, attrs))


def harmless(html: str) -> bool:
    """Only elements of ours, nothing that runs, no address but within the site or of a source."""
    for tag, attributes in Elements(html).found:
        runs = any(
            name.startswith("on") or name == "style" or (value or "").lower().startswith("javascript:") for name, value in attributes
        )
        if tag not in ALLOWED or runs:
            return False
    return True


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_a_nasty_text_is_answered_harmlessly(text: str) -> None:
    """Each of a corpus of nasty texts gets an answer in which nothing of it is markup."""
    answer = json.loads(respond(json.dumps({"text": text, "root": "/"})))
    assert harmless(answer["html"])
    assert answer["address"].startswith("diagnose/")


@given(st.text(alphabet=st.sampled_from("<>&\"'/=onerr照片没有学籍。，\u202e\u200b\x00(){}[]%$"), max_size=120))
@settings(deadline=None)
def test_no_text_becomes_markup(text: str) -> None:
    """Whatever signs a text is made of, the answer holds only our own elements."""
    assert harmless(json.loads(respond(json.dumps({"text": text, "struck": [text], "root": "/"})))["html"])


@given(st.lists(st.text(max_size=40) | st.sampled_from(["photo-missing", "taken", "uploaded", "unsure"]), max_size=30))
@settings(deadline=None)
def test_any_address_is_answered(parts: list[str]) -> None:
    """Any path below the tool's address leads to a position, and none of it comes out as markup or in the address."""
    answer = json.loads(respond(json.dumps({"responses": parts, "root": "/"})))
    known = set(KNOWN.options)
    assert harmless(answer["html"])
    assert set(answer["address"].split("/")) - {"diagnose", ""} <= known


VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.sampled_from(["id", "text", "findings", "today", "photo_taken_on"]) | st.text(), inner)
    ),
    max_leaves=8,
)
EAR = read_ear(KNOWLEDGE)


@given(VALUES | st.text())
@settings(deadline=None)
def test_any_line_gets_a_line_back(value: object) -> None:
    """Whatever JSON, or none, stands in a line: one line of JSON comes back, and it can be printed."""
    line = value if isinstance(value, str) else json.dumps(value)
    for answer in answer_lines(KNOWN, EAR, [line]):
        assert json.loads(answer)["kind"] in ("outcome", "question", "unknown", "error")
        answer.encode()


def test_the_command_survives_bytes_that_are_no_text() -> None:
    """A line that is not UTF-8 is answered with an error, and the lines after it are answered."""
    lines = b'\xff\xfe\x00\n{"id": 1, "text": "\xe5\xbf\x98\xe8\xae\xb0\xe5\xaf\x86\xe7\xa0\x81"}\n{"id": "\\ud800", "text": ""}\n'
    run = subprocess.run([sys.executable, "-m", "diagnose", "answer", "--jsonl"], cwd=ROOT, input=lines, capture_output=True, check=False)
    first, second, third = map(json.loads, run.stdout.splitlines())
    assert (first["kind"], second["cause"], third["kind"]) == ("error", "credentials-forgotten", "unknown")


@pytest.mark.parametrize("seed", range(40))
def test_a_file_damaged_anywhere_gets_messages(broken: Path, seed: int) -> None:
    """Lines lost, doubled or cut, signs changed: the check answers with messages or with knowledge, never with an exception."""
    dice = random.Random(seed)
    file = dice.choice(sorted(broken.rglob("*.toml")))
    lines = file.read_text(encoding="utf-8").split("\n")
    for _ in range(dice.randint(1, 3)):
        at = dice.randrange(len(lines))
        lines[at : at + 1] = dice.choice(
            [[], [lines[at]] * 2, [lines[at][: len(lines[at]) // 2]], [lines[at] + "]"], ["\x00"], ["= 1"], ["[x]"]]
        )
    file.write_text("\n".join(lines), encoding="utf-8")
    knowledge, errors = check(broken)
    assert (knowledge is None) == bool(errors)
    assert all("应当：" in str(error) for error in errors)
