"""Text of the knowledge → HTML: escaping, paragraphs, lists, drawings, and links to the glossary.

``root`` is the way back to the site's root, such as ``../../``; every address is built on it. All text is
escaped; only ``[words](/address/)`` and ``**bold**`` in knowledge files become markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from . import words
from .model import Cause, Knowledge, Statement

_UNSAFE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})
_LINK = re.compile(r"\[([^\]]+)\]\(/([\w/#-]*)\)")
_BOLD = re.compile(r"\*\*([^*]+)\*\*")
_TAG = re.compile(r"(<[^>]+>)")
_NO_TERMS_IN = ("a", "h1", "h2", "h3", "h4", "summary", "button", "code", "textarea", "script", "style", "nav", "title", "svg", "dt")


def escape(text: str) -> str:
    """As ``html.escape``, without the table of entities that module loads: 28 KB on the way to every phone."""
    return text.translate(_UNSAFE)


def inline(text: str, root: str) -> str:
    linked = _LINK.sub(lambda m: f'<a href="{root}{m[2]}">{m[1]}</a>', escape(text))
    return _BOLD.sub(r"<strong>\1</strong>", linked)


def plain(text: str) -> str:
    """The words of a text without its two marks."""
    return _BOLD.sub(r"\1", _LINK.sub(r"\1", text))


def said(knowledge: Knowledge, findings: Iterable[str], between: str = "；") -> str:
    """What the findings say, in one line."""
    return escape(between.join(knowledge.findings[id].says for id in findings))


def cause_items(causes: Iterable[Cause], root: str) -> str:
    """A list's items, each a cause that leads to its page."""
    return "".join(f'<li><a href="{root}causes/{c.id}/">{inline(c.title, root)}</a></li>' for c in causes)


def paragraphs(statement: Statement, root: str) -> str:
    return "".join(f"<p>{inline(paragraph.strip(), root)}</p>" for paragraph in statement.text.split("\n\n"))


def items(texts: Iterable[str], root: str) -> str:
    return "".join(f"<li>{inline(text, root)}</li>" for text in texts)


def bullets(texts: Iterable[str], root: str) -> str:
    return f"<ul>{items(texts, root)}</ul>"


def drawing(knowledge: Knowledge, id: str, root: str) -> str:
    """A drawing that opens alone, and larger, when it is tapped."""
    it = knowledge.drawings[id]
    file = f"{root}drawings/{id}.svg"
    image = f'<img src="{file}" alt="{escape(it.alt)}" loading="lazy" width="360" height="{it.height}">'
    return f'<figure class="dx-drawing"><a href="{file}">{image}</a><figcaption>{escape(it.caption)}{words.ENLARGE}</figcaption></figure>'


def link_terms(html: str, knowledge: Knowledge, root: str) -> str:
    """Lead the first mention of each glossary term to its entry, outside of links and headings."""
    closed: list[str] = []  # the elements around the text in which nothing is linked
    linked: set[str] = set()
    parts = _TAG.split(html)
    for n, part in enumerate(parts):
        if n % 2:
            _enter_or_leave(part, closed)
        elif not closed and part:
            parts[n] = knowledge.terms_in_text.sub(lambda m: _term(knowledge, m[0], linked, root), part)
    return "".join(parts)


def _enter_or_leave(tag: str, closed: list[str]) -> None:
    name = re.split(r"[\s/>]", tag.lstrip("</"), maxsplit=1)[0]
    if name in _NO_TERMS_IN:
        if not tag.startswith("</"):
            closed.append(name)
        elif closed:
            closed.pop()


def _term(knowledge: Knowledge, text: str, linked: set[str], root: str) -> str:
    id = knowledge.term_of[text]
    if id in linked:
        return text
    linked.add(id)
    return f'<a class="dx-term" href="{root}glossary/#{id}">{text}</a>'
