"""How the work grows with the knowledge: the real one, and the same 10 and 100 times side by side under one more question."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from diagnose.assemble import assemble
from diagnose.conversation import walk
from diagnose.graph import chart
from diagnose.load import KNOWLEDGE, tables
from diagnose.model import Knowledge
from mkdocs_diagnose.pages import ShownRuntime, generated_pages

RUNTIME = ShownRuntime(address="", streamed=0, offline="")
IDS = {"findings", "when", "for", "against", "implies", "with", "related"}  # keys whose values name findings or causes


def grown(times: int) -> Knowledge:
    """The knowledge ``times`` over: every id of a copy ends in its number, and the first question chooses the copy."""
    read = tables(KNOWLEDGE)
    if times == 1:
        return assemble(read)
    copies = [_copy(read, f"-{n}") for n in range(times)]
    alone = {name: table for name, table in read.items() if "/" not in name}
    filed = {name: table for copy in copies for name, table in copy.items() if "/" in name}
    first = {
        "title": "哪一份？",
        "why": "",
        "look": "",
        "option": [_choice(n) for n in range(times)],
    }
    parts = {f"part-{n}": {"says": "", "topic": "part"} for n in range(times)}
    findings = {id: v for copy in copies for id, v in copy["findings"].items()} | parts
    codes = read["codes"] | {"now": {id: code for copy in copies for id, code in copy["codes"].items()}}
    stages = [["part"], *([q for copy in copies for q in copy["flow"]["stages"][n]] for n in range(len(read["flow"]["stages"])))]
    flow = read["flow"] | {"stages": stages}
    return assemble({**alone, **filed, "questions/part": first, "findings": findings, "flow": flow, "codes": codes})


def _choice(number: int) -> dict[str, Any]:
    return {"id": f"part-{number}", "label": str(number), "findings": [f"part-{number}"]}


def _copy(read: Mapping[str, Any], end: str) -> dict[str, Any]:
    part = f"part{end}"
    findings = {id + end: _renamed(v, end) | ({"topic": v["topic"] + end} if "topic" in v else {}) for id, v in read["findings"].items()}
    flow, codes = read["flow"], read["codes"]["now"]
    copy: dict[str, Any] = {
        "findings": findings,
        "flow": {"stages": [[id + end for id in stage] for stage in flow["stages"]]},
        "codes": {id + end: code for id, code in codes.items()},
    }
    for name, table in read.items():
        if name.startswith("causes/"):
            cause = _renamed(table, end)
            copy[name + end] = cause | {"when": [{"findings": [*when["findings"], part]} for when in cause["when"]]}
        if name.startswith("questions/"):
            question = _renamed(table, end)
            options = [option | {"id": option["id"] + end} for option in question["option"]]
            copy[name + end] = question | {"when": [*question.get("when", []), part], "option": options}
    return copy


def _renamed(value: Any, end: str, key: str = "") -> Any:
    """A table with every id in it renamed."""
    if isinstance(value, Mapping):
        return {k: _renamed(v, end, k) for k, v in value.items()}
    if isinstance(value, list):
        return [_renamed(v, end, key) for v in value]
    return value + end if isinstance(value, str) and key in IDS else value


def measure() -> Iterator[tuple[str, float]]:
    """How many positions, how long to walk them all, how long a page of them takes to make, for each size."""
    for times in (1, 10, 100):
        knowledge = grown(times)
        begun = time.perf_counter()
        positions = sum(1 for _ in walk(knowledge))
        spent = time.perf_counter() - begun
        yield f"walk, {times}x: positions", positions
        yield f"walk, {times}x (s)", spent
    for times in (1, 10, 100):
        knowledge = grown(times)
        begun = time.perf_counter()
        pages = sum(1 for _ in generated_pages(knowledge, chart(knowledge), date(2026, 11, 24), RUNTIME))
        yield f"pages, {times}x (ms each)", (time.perf_counter() - begun) / pages * 1000


if __name__ == "__main__":
    for name, value in measure():
        print(f"{name:40} {value:12,.2f}")
