"""How the work grows with the knowledge: the real one, and the same 10 and 100 times side by side under one more question."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from math import inf
from typing import Any
from unittest.mock import patch

from mkdocs.commands.build import build
from mkdocs.config import load_config

from bench.sites import ROOT
from diagnose.assemble import assemble
from diagnose.check import prove
from diagnose.content_error import Place
from diagnose.conversation import walk
from diagnose.graph import chart
from diagnose.load import KNOWLEDGE, tables
from diagnose.model import Knowledge
from mkdocs_diagnose.pages import ShownRuntime, generated_pages

RUNTIME = ShownRuntime(address="", streamed=0, offline="")
IDS = {"findings", "when", "for", "against", "implies", "with", "related"}  # keys whose values name findings or causes


def grown(times: int) -> Knowledge:
    """The knowledge ``times`` over: every id of a copy but the first ends in its number, and the first question chooses the copy."""
    read = tables(KNOWLEDGE)
    if times == 1:
        return assemble(read)
    copies = [_copy(read, n) for n in range(times)]
    filed = {name: table for copy in copies for name, table in copy.items() if "/" in name}
    shared = {name: table for name, table in read.items() if "/" not in name}
    parts = {f"part-{n}": {"says": "", "topic": "part"} for n in range(times)}
    first = {"title": "哪一份？", "why": "", "look": "", "option": [_choice(n) for n in range(times)]}
    stages = zip(*(copy["flow"]["stages"] for copy in copies), strict=True)
    return assemble(
        shared
        | filed
        | {
            "questions/part": first,
            "findings": parts | {id: v for copy in copies for id, v in copy["findings"].items()},
            "flow": read["flow"] | {"stages": [["part"], *([id for each in stage for id in each] for stage in stages)]},
            "codes": read["codes"] | {"now": {id: code for copy in copies for id, code in copy["codes"].items()}},
        }
    )


def _choice(number: int) -> dict[str, Any]:
    return {"id": f"part-{number}", "label": str(number), "findings": [f"part-{number}"]}


def _copy(read: Mapping[str, Any], number: int) -> dict[str, Any]:
    part, end = f"part-{number}", f"-{number}" if number else ""
    copy: dict[str, Any] = {
        "findings": {
            id + end: _renamed(v, end) | ({"topic": v["topic"] + end} if "topic" in v else {}) for id, v in read["findings"].items()
        },
        "flow": {"stages": [[id + end for id in stage] for stage in read["flow"]["stages"]]},
        "codes": {id + end: code for id, code in read["codes"]["now"].items()},
    }
    for name, table in ((name, _renamed(table, end)) for name, table in read.items()):
        if name.startswith("causes/"):
            examples = [each for each in table["example"] if "days_since_photo" not in each]  # what days say is no copy's own
            copy[name + end] = table | {"when": _within(part, table["when"]), "example": _within(part, examples)}
        if name.startswith("questions/"):
            options = [option | {"id": option["id"] + end} for option in table["option"]]
            copy[name + end] = table | {"when": [*table.get("when", []), part], "option": options}
    return copy


def _within(part: str, tables: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [table | {"findings": [*table["findings"], part]} for table in tables]


def _renamed(value: Any, end: str, key: str = "") -> Any:
    """A table with every id in it renamed."""
    if isinstance(value, Mapping):
        return {k: _renamed(v, end, k) for k, v in value.items()}
    if isinstance(value, list):
        return [_renamed(v, end, key) for v in value]
    return value + end if isinstance(value, str) and key in IDS else value


def measure() -> Iterator[tuple[str, float]]:
    """For each size: the positions, how long to walk, prove and build them, and a page of them to make."""
    for times in (1, 10, 100):
        positions, spent = _timed(lambda knowledge: sum(1 for _ in walk(knowledge)), times)
        yield from [(f"positions, {times}x", positions), (f"walk, {times}x (s)", spent)]
        _, spent = _timed(lambda knowledge: list(prove(knowledge, _nowhere, inf)), times)
        yield f"check, {times}x (s)", spent
        pages, spent = _timed(lambda knowledge: sum(1 for _ in generated_pages(knowledge, chart(knowledge), date.today(), RUNTIME)), times)
        yield f"pages, {times}x (ms each)", spent / pages * 1000
    for times in (1, 10):
        _, spent = _timed(_build, times)
        yield f"build, {times}x (s)", spent


def _timed[Result](work: Callable[[Knowledge], Result], times: int) -> tuple[Result, float]:
    """What came of it, and seconds; each time with knowledge that remembers nothing."""
    knowledge = grown(times)
    begun = time.perf_counter()
    return work(knowledge), time.perf_counter() - begun


def _nowhere(name: str, *_: str | int) -> Place:
    return Place(name, 0)


def _build(knowledge: Knowledge) -> None:
    """The whole site, of other knowledge than the files hold."""
    with tempfile.TemporaryDirectory() as folder, patch("mkdocs_diagnose.plugin.check", return_value=(knowledge, [])):
        config = load_config(str(ROOT / "mkdocs.yml"), site_dir=folder)
        config.plugins.on_startup(command="build", dirty=False)
        build(config)


if __name__ == "__main__":
    for name, value in measure():
        print(f"{name:40} {value:12,.2f}", flush=True)
