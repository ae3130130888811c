"""The built site as HTML: valid, in Chinese, every link and anchor leads somewhere, every page that may be found is told apart."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from tests.conftest import ROOT

VALIDATE = ROOT / "node_modules" / ".bin" / "html-validate"
HERE = "http://127.0.0.1:8000/"  # as mkdocs.yml says where SITE_URL is not set


@dataclass
class Html(HTMLParser):
    """What these tests ask of a page."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    lang: str = ""
    title: str = ""
    within: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        self.within = self.within if self.title else tag
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given[name] for name in ("href", "src") if name in given]
        if tag == "meta" and "name" in given:
            self.meta[given["name"]] = given["content"]
        if tag == "html":
            self.lang = given.get("lang", "")

    def handle_data(self, data: str) -> None:
        if self.within == "title" and not self.title:
            self.title = data


@cache
def read(file: Path) -> Html:
    html = Html()
    html.feed(file.read_text(encoding="utf-8"))
    return html


def pages(site: Path) -> dict[str, Html]:
    """Every page by its address below the site's root."""
    return {str(file.relative_to(site)).removesuffix("index.html"): read(file) for file in sorted(site.rglob("*.html"))}


def findable(site: Path) -> dict[str, Html]:
    return {address: html for address, html in pages(site).items() if "noindex" not in html.meta.get("robots", "")}


def test_every_page_is_valid(site: Path, tmp_path: Path) -> None:
    """Whatever browser or reader a student has, it need not guess what a page means."""
    report = tmp_path / "report.json"
    command = [VALIDATE, "--config", ROOT / ".htmlvalidate.mjs", "--formatter", f"json={report}", f"{site}/**/*.html"]
    run = subprocess.run(command, check=False)
    found = json.loads(report.read_text(encoding="utf-8"))
    assert {f"{m['ruleId']}: {m['message']} {m.get('selector')}" for file in found for m in file["messages"]} == set()
    assert run.returncode == 0


def test_every_link_and_anchor_leads_somewhere(site: Path) -> None:
    """No link, picture or jump within the site ends nowhere."""
    assert [lost for address in pages(site) for lost in broken(site, address)] == []


def broken(site: Path, address: str) -> Iterator[tuple[str, str]]:
    for link in read(file_of(site, address)).links:
        parts = urlsplit(link.removeprefix(HERE) if link != HERE else "/")
        if parts.scheme or parts.netloc:
            continue
        start = site if link.startswith((HERE, "/")) else file_of(site, address).parent
        target = file_of(site, address) if not parts.path else file_at(start / unquote(parts.path).lstrip("/"))
        if not target.is_file() or (parts.fragment and unquote(parts.fragment) not in read(target).ids):
            yield address, link


def file_of(site: Path, address: str) -> Path:
    return file_at(site / address)


def file_at(path: Path) -> Path:
    return path / "index.html" if path.is_dir() else path


def test_every_page_that_may_be_found_is_told_apart(site: Path) -> None:
    """In a list of search results no two pages have the same title or the same words below it, and none lacks them."""
    titles = Counter(html.title for html in findable(site).values())
    descriptions = Counter(html.meta.get("description", "") for html in findable(site).values())
    assert [text for text, n in (titles + descriptions).items() if n > 1 or not text.strip()] == []


def test_a_search_leads_to_the_start_of_the_tool(site: Path) -> None:
    """Of the tool only its first page may be found; a cause is found by its own page, not by one of the ways to it."""
    of_the_tool = [address for address in findable(site) if address.startswith("diagnose/")]
    assert of_the_tool == ["diagnose/"]
    assert "404.html" not in findable(site)


def test_every_page_says_that_it_is_chinese(site: Path) -> None:
    """A screen reader chooses its Chinese voice, a browser does not offer to translate."""
    assert {html.lang for html in pages(site).values()} == {"zh"}


def test_the_sitemap_lists_what_may_be_found(site: Path) -> None:
    """A search engine is given every page that it may show, and no other."""
    listed = [element.text for element in ElementTree.parse(site / "sitemap.xml").iter() if element.tag.endswith("loc")]
    assert sorted(listed) == sorted(HERE + address for address in findable(site))


def test_an_id_stands_once(site: Path) -> None:
    """A jump has one place to go to."""
    twice = {address: [id for id, n in Counter(html.ids).items() if n > 1] for address, html in pages(site).items()}
    assert {address: ids for address, ids in twice.items() if ids} == {}
