"""The search box puts the right page first, for what students type."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from diagnose import Knowledge
from mkdocs_diagnose.search import ASKED
from tests.conftest import ROOT, phone, watched

TYPED = tomllib.loads((ROOT / "tests" / "search.toml").read_text(encoding="utf-8"))["search"]
INPUT, RESULT = ".md-search__input", ".md-search-result__item"


@pytest.fixture(scope="module")
def box(browser: Browser, address: str) -> Iterator[Page]:
    """One open search box for all phrases."""
    with phone(browser) as context, watched(context, address) as page:
        open_box(page, address)
        yield page


def open_box(page: Page, address: str) -> None:
    page.goto(address)
    page.click('label[for="__search"]:visible')


def found(page: Page, typed: str, *, by_key: bool = False) -> list[str]:
    """The pages found, best first. Without ``by_key`` the text comes as from paste or voice."""
    page.fill(INPUT, "")
    page.wait_for_selector(RESULT, state="detached")
    if by_key:
        page.locator(INPUT).evaluate("(box, typed) => { box.value = typed }", typed)
        page.press(INPUT, "End")
    else:
        page.fill(INPUT, typed)
    page.wait_for_selector(RESULT)
    links = page.locator(RESULT).evaluate_all("items => items.map(item => item.querySelector('a').href)")
    return [urlsplit(link).path.lstrip("/") for link in links]


@pytest.mark.parametrize(("number", "entry"), list(enumerate(TYPED)), ids=[entry["typed"] for entry in TYPED])
def test_the_right_page_comes_first(box: Page, number: int, entry: dict[str, str]) -> None:
    """Whatever way the text came into the box."""
    first = found(box, entry["typed"], by_key=number % 2 == 1)[0]
    assert first in (entry["page"], *entry.get("also", ()))


def test_positions_of_the_tool_are_not_found(box: Page) -> None:
    """Hundreds of pages below /diagnose/ say almost the same; only its first is found."""
    pages = {page for typed in ("没有照片", "自助诊断", "学籍", "看不到") for page in found(box, typed)}
    assert {page for page in pages if page.startswith("diagnose/")} <= {"diagnose/"}


def test_results_read_as_text(box: Page) -> None:
    """A page is shown with a sentence of its own, what was typed marked, and without notes of sources."""
    found(box, "能戴美瞳吗")
    assert box.locator(f"{RESULT} mark", has_text="美瞳").count()
    assert "依据" not in box.locator(RESULT).first.inner_text()


def test_the_keyboard_reaches_a_result(page: Page, address: str) -> None:
    """Arrow down, Enter, and the page is open."""
    open_box(page, address)
    found(page, "照片不是我")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/causes/photo-not-mine/**")


def test_a_search_that_cannot_load_says_so(browser: Browser, address: str) -> None:
    """Never an endless wait, and never 「no result」; the next letter tries again."""
    with phone(browser) as context:
        page = context.new_page()
        context.route("**/search/pages.json", lambda route: route.abort())
        open_box(page, address)
        assert found(page, "没有照片") == ["causes/"]
        context.unroute("**/search/pages.json")
        assert found(page, "忘记密码")[0] == "causes/credentials-forgotten/"


def test_what_is_written_for_a_page_names_a_page(site: Path, knowledge: Knowledge) -> None:
    """Every address and every finding in search.toml is there."""
    addresses = {*ASKED["words"], *ASKED["lists"], *ASKED["findings"].values()}
    assert {address for address in addresses if not (site / address / "index.html").is_file()} == set()
    assert ASKED["findings"].keys() - knowledge.findings.keys() == set()
