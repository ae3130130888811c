"""What the page 「隐私」 promises: nothing typed leaves the device or stays on it, and nothing of elsewhere is loaded."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Switchable, choose, wait_for_stage

TEXT = "我叫张三，身份证110101200001011234，手机13800138000，学籍能看到，学历照片是空的，采集单位说照片已经上传了"
KINDS = ["", "guide/check/", "causes/", "causes/all-correct/", "diagnose/", "diagnose/photo-missing/taken/uploaded/", "glossary/",
         "sources/", "school/", "privacy/", "staff/editing/", "staff/map/", "404.html"]  # fmt: skip
STORED = """async () => [
  document.cookie, ...Object.values(localStorage), ...Object.values(sessionStorage),
  ...(await indexedDB.databases()).map(({ name }) => name),
  ...(await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)))).flat(),
].join("\\n")"""


def tell(page: Page, text: str) -> None:
    page.fill('textarea[name="description"]', text)
    page.click("[data-tell]")
    expect(page.locator(".dx-heard, [data-outcome]").first).to_be_visible()


def test_every_page_allows_only_our_own_origin(site: Path) -> None:
    """The policy stands at the head of every page, and no script of the page is allowed by more than its hash."""
    for page in site.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        assert "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'" in html, page
        assert "unsafe-inline" not in html and "'unsafe-eval'" not in html


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_keeps_its_own_policy(page: Page, address: str, kind: str) -> None:
    """Opened, switched to dark, and searched, no page violates its policy or asks another origin (the fixture watches both)."""
    page.goto(address + kind)
    page.click("label[for='__palette_1'], label[for='__palette_0']")
    page.click("label[for='__search']")
    page.keyboard.type("没有照片")
    expect(page.locator(".md-search-result__item").first).to_be_visible()


def test_the_tool_keeps_its_policy_in_every_stage(page: Page, address: str) -> None:
    """Python loads, a message is told, an option chosen, the service worker kept: no violation (the fixture watches)."""
    page.goto(f"{address}diagnose/")
    wait_for_stage(page, "ready")
    tell(page, TEXT)
    page.goto(f"{address}diagnose/")
    wait_for_stage(page, "ready")
    choose(page, "photo-missing")


def test_answering_asks_nobody(page: Page, address: str) -> None:
    """Once Python is there, neither a message nor a choice makes a request."""
    page.goto(f"{address}diagnose/")
    wait_for_stage(page, "ready")
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    choose(page, "photo-missing")
    page.go_back()
    page.wait_for_selector('[data-question="where-stuck"]')
    tell(page, TEXT)
    kept = {url for url in asked if "/sw.js" in url or "/assets/" in url or url.endswith("/diagnose/")}  # the browser keeps the tool
    assert set(asked) - kept == set()


def test_nothing_typed_is_stored_or_shown_in_an_address(page: Page, address: str) -> None:
    """No cookie, no storage, no cache, no address and no title holds anything that was typed."""
    page.goto(f"{address}diagnose/")
    wait_for_stage(page, "ready")
    tell(page, TEXT)
    stored = page.evaluate(STORED) + page.url + page.title()
    for secret in ("张三", "110101", "13800138000", "已经上传了"):
        assert secret not in stored
    assert page.evaluate("document.cookie") == ""


def test_markup_that_is_typed_stays_text(page: Page, address: str) -> None:
    """Nothing typed becomes an element of the page."""
    page.goto(f"{address}diagnose/")
    wait_for_stage(page, "ready")
    tell(page, "<img src=x onerror=alert(1)><script>alert(2)</script>照片<u>没有</u>，学籍能看到")
    assert page.locator(".dx-page img[src='x'], .dx-page script, .dx-page u").count() == 0  # no page of ours has a <u>


def test_what_was_kept_can_be_removed(context, site: Path) -> None:
    """The button on 「隐私」 removes the offline copy and the answers of an unfinished conversation."""
    with Switchable(site) as server:
        page = context.new_page()
        page.goto(f"{server.address}diagnose/")
        wait_for_stage(page, "ready")
        while not page.evaluate("caches.keys().then((names) => names.length)"):
            page.wait_for_timeout(50)
        choose(page, "photo-missing")
        page.goto(f"{server.address}privacy/")
        page.click("[data-forget] button")
        expect(page.locator("[data-forget] [role=status]")).to_have_text("删掉了。")
        assert page.evaluate("caches.keys()") == []
        assert page.evaluate("localStorage.getItem('diagnose-answers')") is None


def test_no_page_names_another_origin_to_load_from(site: Path) -> None:
    """No script, style, image or font of any page or style sheet lies elsewhere."""
    for file in [*site.rglob("*.html"), *site.rglob("*.css")]:
        text = file.read_text(encoding="utf-8")
        for mark in ('src="http', "url(http", 'rel="stylesheet" href="http', "url('http", 'rel="preconnect"'):
            assert mark not in text.replace('src="https://example.org', ""), (file, mark)
