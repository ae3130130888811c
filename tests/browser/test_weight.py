"""What a visit weighs on the wire, by the files a real browser asks for and their brotli size beside them."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from mkdocs_diagnose.compress import sent
from tests.conftest import phone, wait_for_stage

RUNTIME = "/assets/runtime/"


def weight(site: Path, paths: set[str]) -> int:
    """Bytes of the files as a server with brotli sends them."""
    files = [site / path.lstrip("/") / ("index.html" if path.endswith("/") else "") for path in paths]
    return sum(map(sent, files))


def asked_for(page: Page) -> set[str]:
    """Fill the set with the paths a page asks for from now on."""
    paths: set[str] = set()
    page.context.on("request", lambda request: paths.add(urlsplit(request.url).path))
    return paths


@pytest.mark.parametrize("address_of", ["guide/check/", "causes/record-hidden/", ""])
def test_a_page_is_light(page: Page, site: Path, address: str, address_of: str) -> None:
    """A first visit to a page of the guide, a cause or the front weighs at most 100 kB, and fetches nothing of Python."""
    paths = asked_for(page)
    page.goto(address + address_of)
    page.wait_for_load_state("networkidle")
    assert not [path for path in paths if RUNTIME in path]
    assert weight(site, paths) <= 100_000, sorted(paths)


def test_the_tool_is_light_before_python_and_python_comes_in_six(page: Page, site: Path, address: str) -> None:
    """The tool's page weighs at most 110 kB before Python; Python itself at most 2.95 MB in at most six files."""
    paths = asked_for(page)
    page.goto(f"{address}diagnose/")
    wait_for_stage(page, "ready")
    python = {path for path in paths if RUNTIME in path}
    assert weight(site, paths - python) <= 110_000, sorted(paths - python)
    assert weight(site, python) <= 2_950_000
    assert len(python) <= 6


def test_a_second_visit_answers_from_the_same_address(page: Page, site: Path) -> None:
    """The runtime's folder is named by its content, so that a browser may keep it for ever."""
    (folder,) = (site / RUNTIME.strip("/")).iterdir()
    assert len(folder.name) == 16
    assert f"{RUNTIME.strip('/')}/{folder.name}/" in (site / "diagnose/index.html").read_text(encoding="utf-8")


def test_who_saves_data_is_asked_first(browser: Browser, address: str) -> None:
    """With Data Saver on nothing of Python is fetched until the visitor wants it; options answer meanwhile."""
    with phone(browser) as context:
        page = context.new_page()
        page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
        paths = asked_for(page)
        page.goto(f"{address}diagnose/")
        page.wait_for_selector(".dx-status button")
        page.click('[data-option="photo-missing"]')
        page.wait_for_selector('[data-question="photo-taken"]')
        assert not [path for path in paths if RUNTIME in path]
        page.click(".dx-status button")
        wait_for_stage(page, "ready")
