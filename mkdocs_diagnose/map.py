"""The flow's chart → one SVG, drawn by Graphviz (viz-js, in Node) at build time. No MkDocs here.

That Graphviz knows no Chinese font, so every label comes with the room it needs.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from html import escape
from pathlib import Path

from diagnose.graph import Chart, quote

from .kept import kept

DRAW = Path(__file__).parent / "draw.mjs"
POINTS = 14  # the size of a letter, and so the width of a Chinese one
LINE = 20
PER_LINE = 11

HEAD = 'digraph map { bgcolor="transparent"; rankdir=LR; nodesep=0.12; ranksep=0.5; node [fontsize=14]; edge [fontsize=14, arrowsize=0.7];'
STYLE = """<style>text{font-family:system-ui,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;fill:#1b1b1b}
.node path,.node polygon{fill:#fff;stroke:#777}.question polygon,.question path{fill:#e8f0fb;stroke:#1a56a8}
.edge path{stroke:#999}.edge polygon{fill:#999;stroke:#999}.edge text{fill:#444}.paper{fill:#fafafa}</style>"""


class MapFailed(Exception):
    """Graphviz did not draw."""


def draw_map(chart: Chart, title: str, cache: Path) -> str:
    """The SVG's text, its nodes named ``question:<id>`` and ``cause:<id>``, its edges ``<node>><node>``; drawn once for the same chart."""
    dot = _sized_dot(chart).encode()
    return _finish(kept(cache, "map", [dot, DRAW.read_bytes()], lambda: _drawn(dot)).decode(), title)


def _drawn(dot: bytes) -> bytes:
    run = subprocess.run(["node", str(DRAW)], input=dot, capture_output=True, check=False)
    if run.returncode:
        raise MapFailed(f"流程图没有画成：{run.stderr.decode().strip()[-300:]}。应当：先运行 npm ci。")
    return run.stdout


def _sized_dot(chart: Chart) -> str:
    nodes = (_node(id, label) for id, label in chart.nodes.items())
    edges = (_edge(a, b, labels) for (a, b), labels in chart.edges.items())
    return "\n".join([HEAD, *nodes, *edges, "}"])


def _node(id: str, label: str) -> str:
    kind = id.split(":")[0]
    shape = 'shape=box, style="rounded"' if kind == "cause" else "shape=box"
    return f"{quote(id)} [id={quote(id)}, class={kind}, {shape}, margin=0.12, label={_room([label])}];"


def _edge(start: str, end: str, labels: Iterable[str]) -> str:
    return f"{quote(start)} -> {quote(end)} [id={quote(f'{start}>{end}')}, label={_room(labels)}];"


def _room(labels: Iterable[str]) -> str:
    """An HTML-like label of fixed size: Chinese letters are one em wide, others about half."""
    lines = [line for label in labels for line in _wrap(label)]
    width = max(sum(1 if ord(c) > 255 else 0.6 for c in line) for line in lines) * POINTS + 6
    text = "<BR/>".join(map(escape, lines))
    size = f'FIXEDSIZE="TRUE" WIDTH="{width:.0f}" HEIGHT="{len(lines) * LINE}"'
    cell = f'<TR><TD ALIGN="LEFT" BALIGN="LEFT">{text}</TD></TR>'
    return f'<<TABLE BORDER="0" CELLBORDER="0" CELLPADDING="0" CELLSPACING="0" {size}>{cell}</TABLE>>'


def _wrap(label: str) -> list[str]:
    return re.findall(rf".{{1,{PER_LINE}}}", label)


def _finish(svg: str, title: str) -> str:
    """Our own colours, a name for those who do not see it, and no trace of the drawing program."""
    svg = re.sub(r"<!--.*?-->|<\?xml.*?\?>|<!DOCTYPE.*?>|<title>.*?</title>", "", svg, flags=re.DOTALL)
    svg = re.sub(r' (?:fill|stroke|font-family)="[^"]*"', "", svg).replace("<path d", '<path fill="none" d')
    paper = '<rect class="paper" width="100%" height="100%" rx="8"/>'
    head = f'\\1 role="img" aria-label="{escape(title)}"><title>{escape(title)}</title>{STYLE}{paper}'
    return re.sub(r"\n\s*\n", "\n", re.sub(r"(<svg[^>]*)>", head, svg, count=1)).strip() + "\n"
