"""What the search box finds: each page's own text, and how students ask for it. No MkDocs here."""

from __future__ import annotations

import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path

from diagnose import Knowledge, words
from diagnose.differential import differential, known_from
from diagnose.hearing import read_phrases

from .wording import TERMS

ASKED = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
ABOUT_OTHERS = {words.SOURCES, words.HOW_TO_TELL, "接下来"}  # sections that name other pages and cases
NOT_ITS_OWN = re.compile(words.PROVENANCE.format(n=r"\d+", date=".*?") + f"</ul>|{words.RELATED}.*")


def write_search(folder: Path, knowledge: Knowledge, knowledge_folder: Path) -> None:
    """Empty the theme's index, which every page loads, into ``pages.json``, which is loaded once somebody types."""
    theirs = folder / "search_index.json"
    index = json.loads(theirs.read_text(encoding="utf-8"))
    pages = list(_pages(index["docs"], _asked(knowledge, knowledge_folder)))
    _write(folder / "pages.json", {"same": {**TERMS, **ASKED["same"]}, "pages": pages})
    _write(theirs, {"config": index["config"], "docs": []})


def _write(file: Path, value: object) -> None:
    file.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _pages(entries: Iterable[dict[str, str]], asked: dict[str, list[str]]) -> Iterator[dict[str, object]]:
    sections = defaultdict(list)
    for entry in entries:
        address, _, anchor = entry["location"].partition("#")
        title = _plain(entry["title"])
        sections[address].append((anchor, title, _plain(entry["text"]).removeprefix(title)))
    for address, parts in sections.items():
        own = [] if address in ASKED["lists"] else [part for part in parts if part[1] not in ABOUT_OTHERS]
        yield {"at": address, "title": parts[0][1], "asked": asked[address], "parts": own}


def _plain(html: str) -> str:
    """Text, a paragraph or list item a line, without the word breaks of the theme."""
    text = NOT_ITS_OWN.sub("", html.replace("\u200b", ""))
    lines = unescape(re.sub(r"<[^>]+>", "", re.sub(r"</(?:p|li)>", "\n", text))).splitlines()
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _asked(knowledge: Knowledge, folder: Path) -> defaultdict[str, list[str]]:
    """Page → how students ask for it: written down for the page, or said of findings that lead to it."""
    asked = defaultdict(list, {address: list(ways) for address, ways in ASKED["words"].items()})
    codes = {cause.code: cause.id for cause in knowledge.causes.values()} | dict(knowledge.former_codes)
    for code, id in codes.items():
        asked[f"causes/{id}/"] += [code, code.replace("-", "")]
    written = {way for ways in asked.values() for way in ways}
    for spelling in (spelling for term in knowledge.terms.values() for spelling in term.spellings):
        asked["glossary/"] += [f"{spelling}是什么意思", *({spelling} - written)]
    for phrase in read_phrases(folder):
        if phrase.one_of == 1 and phrase.text not in written and (address := _page_of(knowledge, phrase.labels)):
            asked[address].append(phrase.text)
    return asked


def _page_of(knowledge: Knowledge, findings: tuple[str, ...]) -> str | None:
    """The page for who says this; None while several causes are as likely, or for what is not a finding."""
    if not knowledge.findings.keys() >= set(findings):
        return None
    if len(findings) == 1 and findings[0] in ASKED["findings"]:
        return str(ASKED["findings"][findings[0]])
    first, second = [*differential(knowledge, known_from(knowledge, findings)), None, None][:2]
    clear = first and (first.established or not second or len(first.supported_by) > len(second.supported_by))
    return f"causes/{first.cause.id}/" if first and clear else None
