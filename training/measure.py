"""How well free text is understood: ``./run understand [file …] [--show]``. A line a file, and on request every miss.

Without a file: the utterances the weights were trained on, then those that only measure.

A message counts as
right    unambiguous: the outcome is an accepted cause; ambiguous: a question is asked and an accepted cause is still open;
         out of scope: unknown, with no candidate
near     unambiguous: a question is asked and the first candidate is accepted; ambiguous: an accepted cause is named
wrong    an outcome that is not accepted, or any outcome out of scope
missed   everything else
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from diagnose import load
from diagnose.hearing import read_ear, read_utterances
from diagnose.intent import OTHER_MATTERS
from diagnose.jsonl import answer
from diagnose.load import KNOWLEDGE
from training import WRITTEN

MEASURING = Path(__file__).parent.parent / "tests" / "utterances.jsonl"


def accepted(cause: str | None, accept: list[str]) -> bool:
    return cause in accept or ("step" in accept and str(cause).startswith("step-"))


def verdict(line: dict[str, Any], got: dict[str, Any]) -> str:
    match got["kind"], line["ambiguous"]:
        case "outcome", ambiguous:
            return "wrong" if not accepted(got["cause"], line["accept"]) else "near" if ambiguous else "right"
        case "question", True:
            return "right" if any(accepted(c, line["accept"]) for c in got["candidates"]) else "missed"
        case "question", False:
            return "near" if accepted(got["candidates"][0], line["accept"]) else "missed"
    return "right" if line["out_of_scope"] else "missed"


def measure(lines: Iterable[dict[str, Any]]) -> tuple[Counter[str], Counter[str], list[str]]:
    """Verdicts over all lines, those out of scope, and a line of text for each that is not right."""
    knowledge, errors = load()
    assert knowledge, errors
    ear = read_ear(KNOWLEDGE)
    every, outside, misses = Counter[str](), Counter[str](), []
    for line in lines:
        got = answer(knowledge, ear, {"text": line["text"], "today": str(WRITTEN)})
        every[judged := verdict(line, got)] += 1
        outside[judged] += line["out_of_scope"]
        if judged != "right":
            misses.append(f"{judged}  {line['text']}  → {got['cause'] or got['question']}, {line['accept']} was right")
    return every, outside, misses


def rates(every: Counter[str], outside: Counter[str]) -> dict[str, float]:
    total = every.total()
    return {
        "handled": (every["right"] + every["near"]) / total,
        "right": every["right"] / total,
        "confidently wrong": every["wrong"] / total,
        "out of scope right": outside["right"] / (outside.total() or 1),
    }


def trained_on() -> list[dict[str, Any]]:
    """The utterances of the knowledge, as lines of such a file."""
    return [
        {
            "text": u.text,
            "accept": [c for c in u.labels if c != OTHER_MATTERS],
            "ambiguous": u.ambiguous,
            "out_of_scope": OTHER_MATTERS in u.labels,
        }
        for u in read_utterances(KNOWLEDGE)
    ]


def read(file: Path) -> list[dict[str, Any]]:
    return [json.loads(row) for row in file.read_text(encoding="utf-8").splitlines() if row.strip()]


def main(arguments: list[str]) -> None:
    show = "--show" in arguments
    files = [Path(a) for a in arguments if a != "--show"]
    corpora = {str(file): read(file) for file in files} or {"trained on": trained_on(), "measuring": read(MEASURING)}
    for name, lines in corpora.items():
        every, outside, misses = measure(lines)
        print(f"{name}: {every.total()} messages, " + ", ".join(f"{rated} {rate:.3f}" for rated, rate in rates(every, outside).items()))
        print(*(misses if show else ()), sep="\n", end="")


if __name__ == "__main__":
    main(sys.argv[1:])
