"""The second visit: nothing is fetched again; without a network the tool answers; an update never mixes old and new."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.conftest import Switchable, build_site, choose, wait_for_stage

KEPT = "navigator.serviceWorker.getRegistration().then((kept) => kept?.active?.state === 'activated')"


@pytest.fixture
def server(site: Path) -> Iterator[Switchable]:
    with ExitStack() as stack:
        yield stack.enter_context(Switchable(site))


def wait_until(page: Page, promise: str) -> None:
    """Until a promise in the page comes true; asked again and again, since no event tells."""
    deadline = time.monotonic() + 30
    while not page.evaluate(promise):
        assert time.monotonic() < deadline, promise
        page.wait_for_timeout(50)


def visit(page: Page, server: Switchable) -> None:
    """Open the tool and wait until Python is ready and the browser has kept it."""
    page.goto(f"{server.address}diagnose/")
    wait_for_stage(page, "ready")
    wait_until(page, KEPT)


def test_offline_after_one_visit(context: BrowserContext, server: Switchable) -> None:
    """Python answers, a reload works, and a position never opened before is found, all with the server gone."""
    page = context.new_page()
    visit(page, server)
    server.stop()
    page.reload()
    wait_for_stage(page, "ready")
    choose(page, "photo-missing")
    choose(page, "taken")
    page.goto(f"{server.address}diagnose/photo-missing/taken/uploaded/")
    expect(page.locator('[data-outcome="photo-details-mismatch"]')).to_be_visible(timeout=30_000)
    assert page.url == f"{server.address}diagnose/photo-missing/taken/uploaded/"


def test_a_second_visit_fetches_nothing_heavy(context: BrowserContext, server: Switchable) -> None:
    """Only pages are asked of the server again; scripts, styles and Python are there."""
    page = context.new_page()
    visit(page, server)
    server.asked.clear()
    page.goto(f"{server.address}diagnose/")
    wait_for_stage(page, "ready")
    again = [path for path in server.asked if path not in ("/diagnose/", "/sw.js")]
    assert not [path for path in again if "/assets/runtime/" in path or "/assets/site/" in path]


def test_a_new_release_is_whole(context: BrowserContext, server: Switchable, site: Path, tmp_path: Path) -> None:
    """After an update a visit uses only the new release's files, and after the next one the old ones are no longer kept."""
    page = context.new_page()
    visit(page, server)
    newer = Path(shutil.copytree(site, tmp_path / "newer"))
    (folder,) = (newer / "assets" / "site").iterdir()
    folder.rename(folder.with_name("0" * 16))
    for file in (f for f in newer.rglob("*") if f.suffix in (".html", ".js") and f.is_file()):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(folder.name, "0" * 16).replace('"version": "', '"version": "new'), encoding="utf-8")
    server.folder = newer
    server.asked.clear()
    page.goto(f"{server.address}diagnose/")
    wait_for_stage(page, "ready")
    assert not [path for path in server.asked if folder.name in path]
    assert [path for path in server.asked if "0" * 16 in path]
    wait_until(page, "navigator.serviceWorker.getRegistration().then((kept) => Boolean(kept.waiting))")
    page.close()  # the last page of the old release
    page = context.new_page()
    page.goto(f"{server.address}diagnose/")
    wait_until(page, "caches.keys().then((names) => names.length === 1 && names[0].startsWith('diagnose-new'))")


def test_a_release_can_take_it_back(context: BrowserContext, server: Switchable, tmp_path: Path) -> None:
    """A site built with OFFLINE=false removes what an earlier release kept."""
    page = context.new_page()
    visit(page, server)
    build_site(tmp_path / "plain", OFFLINE="false")
    server.folder = tmp_path / "plain"
    page.goto(f"{server.address}diagnose/")
    wait_for_stage(page, "ready")
    wait_until(page, "navigator.serviceWorker.getRegistration().then((kept) => !kept)")
    wait_until(page, "caches.keys().then((names) => names.length === 0)")
