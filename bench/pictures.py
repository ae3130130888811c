"""``./run pictures``: the pictures in the README, taken of the site in ``site/`` on a phone-sized screen."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench.browser import MESSAGE, chromium
from bench.server import serve
from bench.sites import ROOT

PICTURES = ROOT / "screenshots"
PHONE = {"width": 360, "height": 780}


def question(page: Page, address: str, at: str = "photo-missing/") -> None:
    page.goto(f"{address}diagnose/{at}")
    page.wait_for_selector('[data-stage="ready"]')


def answer(page: Page, address: str) -> None:
    question(page, address, at="")
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
        browser = chromium(playwright)
        for show in (question, answer, way):
            page = browser.new_page(viewport=PHONE)
            show(page, address)
            page.screenshot(path=folder / f"{show.__name__}.png")
        browser.close()


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    take(PICTURES)
