"""``./run pictures``: the pictures in the README, taken of the site in ``site/`` on a phone-sized screen."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench.browser import MESSAGE, QUIET
from bench.server import serve
from bench.sites import ROOT

PICTURES = ROOT / "screenshots"
PHONE = {"width": 360, "height": 780}


def question(page: Page, address: str) -> None:
    page.goto(f"{address}diagnose/photo-missing/")
    page.wait_for_selector('[data-stage="ready"]')


def answer(page: Page, address: str) -> None:
    page.goto(f"{address}diagnose/")
    page.wait_for_selector('[data-stage="ready"]')
    page.fill('textarea[name="description"]', MESSAGE)
    page.click("[data-tell]")
    page.wait_for_selector("[data-outcome]")
    page.evaluate("scrollTo(0, 0)")


def way(page: Page, address: str) -> None:
    page.goto(f"{address}diagnose/photo-missing/taken/uploaded/?staff")
    page.click('[data-part="staff"] a[href*="staff/map/"]')
    page.wait_for_selector(".dx-map-marked img")


def take(folder: Path) -> None:
    with serve(ROOT / "site") as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM") or None, args=QUIET)
        for show in (question, answer, way):
            page = browser.new_page(viewport=PHONE)
            show(page, address)
            page.screenshot(path=folder / f"{show.__name__}.png")
        browser.close()


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    take(PICTURES)
