"""Knowledge → the pages the site generates: every position, every cause, the lists. No MkDocs here."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from diagnose import Ask, Cause, Knowledge, Position, walk, words
from diagnose.cause_page import cause_page
from diagnose.graph import Chart
from diagnose.markup import escape, inline, plain
from diagnose.model import Term
from diagnose.page import address, conversation_page, title
from diagnose.provenance import provenance_note
from diagnose.school_page import school_page

from .poster import poster


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneratedPage:
    """``address`` below the site's root; ``made_from`` is the file an editor would change. What we write as HTML need not be
    read as Markdown, which costs more than writing it."""

    address: str
    made_from: str
    markdown: str
    html: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRuntime:
    """What a page must know of the runtime: its folder below the site's root, the bytes that are counted on the way,
    and the service worker's name, "" where there is none."""

    address: str
    streamed: int
    offline: str


def generated_pages(knowledge: Knowledge, drawn: Chart, today: date, runtime: ShownRuntime, site: str = "") -> Iterator[GeneratedPage]:
    """``site`` is the address the site is published at, for what is printed."""
    for position in walk(knowledge):
        yield _position_page(knowledge, position, today, runtime)
    for cause in knowledge.causes.values():
        yield _cause_page(knowledge, cause, today)
    yield GeneratedPage(address="causes/", markdown=_causes(knowledge), made_from="flow.toml")
    front = {"title": words.SCHOOL, "description": words.SCHOOL_LEAD, "hide": ["toc"]}
    school = f'<div class="dx-cause">{school_page(knowledge, today)}</div>'
    yield GeneratedPage(address="school/", markdown=_page(front), html=school, made_from="school.toml")
    poster_front = {"title": words.POSTER, "description": words.POSTER_LEAD, "hide": ["toc", "navigation"], "search": {"exclude": True}}
    yield GeneratedPage(address="school/poster/", markdown=_page(poster_front), html=poster(knowledge, site), made_from="school.toml")
    yield GeneratedPage(address="glossary/", markdown=_glossary(knowledge, today), made_from="glossary.toml")
    yield GeneratedPage(address="sources/", markdown=_sources(knowledge), made_from="sources.toml")
    yield GeneratedPage(address="staff/map/", markdown=_map(drawn), made_from="flow.toml")


def _cause_page(knowledge: Knowledge, cause: Cause, today: date) -> GeneratedPage:
    html = f'<div class="dx-cause">{cause_page(knowledge, cause, "../../", today)}</div>'
    front = {"title": cause.title, "description": f"{cause.title}：{_line(cause.meaning.text)[:60]}", "hide": ["toc"]}
    return GeneratedPage(address=f"causes/{cause.id}/", markdown=_page(front), html=html, made_from=f"causes/{cause.id}.toml")


def _line(text: str) -> str:
    """A text of the knowledge without its marks, on one line."""
    return " ".join(plain(text).split())


def _position_page(knowledge: Knowledge, position: Position, today: date, runtime: ShownRuntime) -> GeneratedPage:
    root = "../" * (len(position.responses) + 1)
    html = conversation_page(knowledge, position, root, today)
    said = "，".join(knowledge.options[r].label for r in position.responses)
    front = {
        "title": title(position),
        "description": f"{words.TOOL}：{said or title(position)}",
        "hide": ["navigation", "toc"],
        "search": {"exclude": bool(position.responses)},
    }
    shell = (
        f'<div class="dx" data-module="diagnose" data-stage="idle" data-root="{root}" '
        f'data-runtime="{root}{runtime.address}" data-bytes="{runtime.streamed}" '
        f'data-offline="{runtime.offline and root + runtime.offline}">'
        f'<div class="dx-page">{html}</div><div class="dx-status" role="status"></div></div>'
    )
    return GeneratedPage(address=address(position.responses), markdown=_page(front), html=shell, made_from=_made_from(position))


def _made_from(position: Position) -> str:
    if isinstance(position.step, Ask):
        return f"questions/{position.step.question.id}.toml"
    return f"causes/{position.candidates[0].cause.id}.toml"


def _page(front: Mapping[str, object], body: str = "") -> str:
    lines = [f"{key}: {_yaml(value)}" for key, value in front.items()]
    return "---\n" + "\n".join(lines) + f"\n---\n\n{body}\n"


def _yaml(value: object) -> str:
    """YAML's flow style for the few kinds used here."""
    match value:
        case bool():
            return str(value).lower()
        case list():
            return f"[{', '.join(map(_yaml, value))}]"
        case dict():
            return "{" + ", ".join(f"{k}: {_yaml(v)}" for k, v in value.items()) + "}"
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _causes(knowledge: Knowledge) -> str:
    order = [g.id for g in knowledge.flow.groups]
    titles = {g.id: g.title for g in knowledge.flow.groups}
    causes = sorted(knowledge.causes.values(), key=lambda c: (order.index(c.group), -c.commonness, c.id))
    sections = [
        f"## {titles[group]} {{#{group}}}\n\n" + "".join(f"- [{c.title}]({c.id}/index.md)\n" for c in members)
        for group, members in groupby(causes, key=lambda c: c.group)
    ]
    front = {"title": words.CAUSES, "description": words.CAUSES_LEAD}
    return _page(front, f"# {words.CAUSES}\n\n{words.CAUSES_LEAD}\n\n" + "\n".join(sections) + _for_machines(causes))


def _for_machines(causes: Iterable[Cause]) -> str:
    """The same as questions with answers, as search engines read them (schema.org FAQPage)."""
    said = [(_line(cause.title), _line(cause.meaning.text)) for cause in causes]
    entries = [{"@type": "Question", "name": title, "acceptedAnswer": {"@type": "Answer", "text": text}} for title, text in said]
    data = {"@context": "https://schema.org", "@type": "FAQPage", "mainEntity": entries}
    return f'\n\n<script type="application/ld+json">{json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")}</script>\n'


def _sources(knowledge: Knowledge) -> str:
    rows = "".join(_source_row(knowledge, id) for id in knowledge.sources)
    front = {"title": words.SOURCES, "description": words.SOURCES_LEAD}
    return _page(front, f'# {words.SOURCES}\n\n{words.SOURCES_LEAD}\n\n<ul class="dx-sources">{rows}</ul>')


def _source_row(knowledge: Knowledge, id: str) -> str:
    source = knowledge.sources[id]
    links = "".join(f' <a href="{escape(link)}" rel="noreferrer">原文</a>' for link in source.links)
    about = f"<b>{escape(source.title)}</b>（{words.KINDS[source.kind]}，{escape(source.years)}）：{escape(source.says)}"
    return f'<li id="{id.lower()}">{about}{links}</li>'


def _glossary(knowledge: Knowledge, today: date) -> str:
    entries = "\n\n".join(_entry(knowledge, term, today) for term in knowledge.terms.values())
    front = {"title": words.GLOSSARY, "description": words.GLOSSARY_LEAD}
    return _page(front, f"# {words.GLOSSARY}\n\n{words.GLOSSARY_LEAD}\n\n{entries}")


def _entry(knowledge: Knowledge, term: Term, today: date) -> str:
    root = "../"
    apart = f"<p><b>{words.NOT_THE_SAME}</b>{inline(term.not_the_same, root)}</p>" if term.not_the_same else ""
    note = provenance_note(knowledge, term.sources, term.reviewed, root, today)
    return f"## {term.spellings[0]} {{#{term.id}}}\n\n<p>{inline(term.means, root)}</p>{apart}{note}"


def _map(drawn: Chart) -> str:
    """The drawn flow, and the same as lists for those who do not see it."""
    sections = [
        f"## {drawn.nodes[start]}\n\n" + "".join(_edge(drawn, *edge) for edge in drawn.edges if edge[0] == start)
        for start in dict.fromkeys(start for start, _ in drawn.edges)
    ]
    front = {"title": words.MAP, "description": words.MAP_LEAD, "hide": ["toc"]}
    figure = f'<figure class="dx-map" data-map><a href="../map.svg"><img src="../map.svg" alt="{words.MAP_ALT}"></a></figure>'
    return _page(front, f"# {words.MAP}\n\n{words.MAP_LEAD}\n\n{figure}\n\n" + "\n".join(sections))


def _edge(drawn: Chart, start: str, end: str) -> str:
    """One target and the answers that lead to it; a cause is named as its page."""
    kind, id = end.split(":")
    target = f"[{drawn.nodes[end]}](../../causes/{id}/index.md)" if kind == "cause" else f"{words.ASKS_ON}{drawn.nodes[end]}"
    return f"- {'、'.join(f'「{label}」' for label in drawn.edges[start, end])} → {target}\n"
