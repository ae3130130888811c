"""The whole flow as a chart: questions and causes as nodes, answers as labels of edges; and that chart as DOT."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .conversation import Ask, Position, replay, walk
from .model import Knowledge


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Positions that ask the same question, or end the same way, are one node."""

    nodes: Mapping[str, str]  # ``question:<id>`` or ``cause:<id>`` → title
    edges: Mapping[tuple[str, str], tuple[str, ...]]  # from, to → the answers that lead there


def chart(knowledge: Knowledge) -> Chart:
    positions = {p.responses: p for p in walk(knowledge)}
    edges: dict[tuple[str, str], dict[str, None]] = {}
    for responses, position in positions.items():
        if responses:
            pair = node(positions[responses[:-1]]), node(position)
            edges.setdefault(pair, {})[knowledge.options[responses[-1]].label] = None
    return Chart(nodes={node(p): _label(p) for p in positions.values()}, edges={pair: tuple(labels) for pair, labels in edges.items()})


def way(knowledge: Knowledge, responses: Iterable[str]) -> list[str]:
    """The nodes a conversation went through."""
    answered = tuple(responses)
    return [node(replay(knowledge, answered[:n])) for n in range(len(answered) + 1)]


def dot(chart: Chart) -> str:
    lines = [f"  {quote(id)} [label={quote(label)}];" for id, label in chart.nodes.items()]
    lines += [f"  {quote(a)} -> {quote(b)} [label={quote(label)}];" for (a, b), labels in chart.edges.items() for label in labels]
    return "digraph diagnose {\n  rankdir=LR;\n" + "\n".join(lines) + "\n}\n"


def quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def node(position: Position) -> str:
    """The node a position belongs to."""
    return f"question:{position.step.question.id}" if isinstance(position.step, Ask) else f"cause:{position.candidates[0].cause.id}"


def _label(position: Position) -> str:
    return position.step.question.title if isinstance(position.step, Ask) else position.candidates[0].cause.title
