"""Pyodide missing, corrupt or stalled: the student is told in one sentence, keeps every answer and goes on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.conftest import choose, wait_for_stage

FAULTS: dict[str, Callable[[Route], None]] = {
    "missing": lambda route: route.fulfill(status=404, body="gone"),
    "corrupt": lambda route: route.fulfill(status=200, content_type="application/wasm", body=b"\0asm" + b"x" * 4000),
    "html-instead": lambda route: route.fulfill(status=200, content_type="text/html", body="<h1>maintenance</h1>"),
}


@pytest.fixture
def loose_page(context: BrowserContext) -> Page:
    """A page without the console watch: these tests provoke errors."""
    return context.new_page()


def go_on_by_links(page: Page, address: str) -> None:
    choose(page, "taken")
    choose(page, "uploaded")
    expect(page.locator('[data-outcome="photo-details-mismatch"]')).to_be_visible()
    assert page.url == f"{address}diagnose/photo-missing/taken/uploaded/"


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("file", ["pyodide.asm.wasm", "pyodide.mjs", "python_stdlib.zip"])
def test_a_bad_runtime_file_leaves_the_links_working(loose_page: Page, address: str, file: str, fault: str) -> None:
    """The failure is said, the answers stay, and the same outcome is reached; a retry on a mended server works."""
    loose_page.route(f"**/{file}", FAULTS[fault])
    loose_page.goto(f"{address}diagnose/")
    choose(loose_page, "photo-missing")
    wait_for_stage(loose_page, "failed")
    expect(loose_page.locator(".dx-status")).to_contain_text("没有启动成功")
    go_on_by_links(loose_page, address)

    loose_page.unroute(f"**/{file}")
    loose_page.click(".dx-status button")
    wait_for_stage(loose_page, "ready")
    expect(loose_page.locator('[data-outcome="photo-details-mismatch"]')).to_be_visible()


def test_a_stalled_download_is_given_up(loose_page: Page, address: str) -> None:
    """When no byte comes for half a minute the tool says so and the links go on."""
    loose_page.clock.install()
    loose_page.route("**/pyodide.asm.wasm", lambda route: None)
    loose_page.goto(f"{address}diagnose/")
    loose_page.clock.run_for(1000)
    wait_for_stage(loose_page, "downloading")
    choose(loose_page, "photo-missing")
    loose_page.clock.run_for(31_000)
    wait_for_stage(loose_page, "failed")
    go_on_by_links(loose_page, address)
