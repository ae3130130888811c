"""The whole flow as a directed graph in DOT, questions and outcomes as nodes, answers as edge labels."""

from __future__ import annotations

from .conversation import Ask, Position, walk
from .model import Knowledge


def graph(knowledge: Knowledge) -> str:
    """DOT text; positions that ask the same question or end the same way are one node."""
    positions = {p.responses: p for p in walk(knowledge)}
    nodes = {_node(p): _label(p) for p in positions.values()}
    edges: dict[tuple[str, str, str], None] = {}
    for responses, position in positions.items():
        if responses:
            option = next(o for o in knowledge.question_of[responses[-1]].options if o.id == responses[-1])
            edges[_node(positions[responses[:-1]]), _node(position), option.label] = None
    lines = [f"  {_quote(id)} [label={_quote(label)}];" for id, label in nodes.items()]
    lines += [f"  {_quote(a)} -> {_quote(b)} [label={_quote(label)}];" for a, b, label in edges]
    return "digraph diagnose {\n  rankdir=LR;\n" + "\n".join(lines) + "\n}\n"


def _node(position: Position) -> str:
    return f"question:{position.step.question.id}" if isinstance(position.step, Ask) else f"cause:{position.candidates[0].cause.id}"


def _label(position: Position) -> str:
    return position.step.question.title if isinstance(position.step, Ask) else position.candidates[0].cause.title


def _quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
