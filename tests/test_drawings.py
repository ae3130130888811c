"""The drawings: small, self-contained, readable, and told in words."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from diagnose import Knowledge
from diagnose.graph import chart
from mkdocs_diagnose.map import draw_map
from tests.conftest import ROOT

DRAWINGS = sorted((ROOT / "docs" / "drawings").glob("*.svg"))


def test_every_drawing_is_told_in_words_and_every_text_has_its_drawing(knowledge: Knowledge) -> None:
    """Files and ``drawings.toml`` name the same drawings."""
    assert [f.stem for f in DRAWINGS] == sorted(knowledge.drawings)


@pytest.mark.parametrize("file", DRAWINGS, ids=lambda f: f.stem)
def test_a_drawing_is_small_and_self_contained(knowledge: Knowledge, file) -> None:
    """Under 15 KB, letters of 15 or more at 360 wide, a title and a description, dark colours of its own, nothing from outside."""
    svg = file.read_text(encoding="utf-8")
    assert len(svg.encode()) < 15_000
    assert f'viewBox="0 0 360 {knowledge.drawings[file.stem].height}"' in svg
    assert min(float(size) for size in re.findall(r"font-size[:=]\s*\"?([\d.]+)", svg)) >= 15
    assert "<title" in svg and "<desc" in svg and "prefers-color-scheme: dark" in svg.replace("scheme:dark", "scheme: dark")
    assert not re.search(r"<script|<image|href=|url\(\s*['\"]?http|@import", svg)


def test_the_map_shows_every_question_cause_and_answer(knowledge: Knowledge, tmp_path: Path) -> None:
    """The drawn flow holds each node and, line by line, the words of each answer."""
    drawn = chart(knowledge)
    svg = draw_map(drawn, "流程图", tmp_path)
    text = "".join(re.findall(r"<text[^>]*>([^<]*)</text>", svg))
    assert all(f'id="{id.replace("-", "&#45;")}"' in svg for id in drawn.nodes)
    labels = {label for labels in drawn.edges.values() for label in labels}
    assert [label for label in labels if label.replace("&", "&amp;") not in text] == []


def test_the_graph_command_names_the_same_flow(knowledge: Knowledge) -> None:
    """What the map draws is what ``python -m diagnose graph`` prints."""
    printed = subprocess.run([sys.executable, "-m", "diagnose", "graph"], cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    drawn = chart(knowledge)
    assert printed.stdout.count(" -> ") == sum(map(len, drawn.edges.values()))
    assert [id for id in drawn.nodes if f'"{id}" [label=' not in printed.stdout] == []
