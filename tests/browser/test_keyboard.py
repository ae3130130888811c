"""The keyboard alone suffices: it stops at what is seen, in the order it is read, and opens what a finger opens."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import wait_for_stage

OUTCOME = "diagnose/photo-missing/taken/uploaded/"
STOP = """async () => {
  const e = document.activeElement, all = [e, ...(e.labels ?? []), ...(e.matches(".md-option") ? [e.nextElementSibling] : [])];
  const isShown = x => x.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  // The search window opens a moment after its box has the focus.
  for (let n = 0; n < 20 && !all.some(isShown); n++) await new Promise(resolve => setTimeout(resolve, 25));
  const { left, right, bottom } = (all.find(isShown) ?? e).getBoundingClientRect();
  return { at: e.dataset.option ?? e.name ?? e.id ?? "", tag: e.tagName, name: e.innerText || e.ariaLabel || e.id || e.name,
           isSeen: all.some(isShown) && right > 0 && left < innerWidth && bottom > 0,
           isMarked: all.some(x => getComputedStyle(x).outlineStyle !== "none") || e.matches("input[type=text]") };
}"""


def stops(page: Page) -> Iterator[dict]:
    """Where the keyboard stops, until it leaves the page."""
    for _ in range(80):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop["tag"] == "BODY":
            return
        yield stop


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", ["", "diagnose/", OUTCOME, "guide/check/"])
def test_the_keyboard_stops_only_at_what_is_seen(page: Page, address: str, path: str, width: int) -> None:
    """Each press of Tab leads to something on the screen, with a ring around it."""
    page.set_viewport_size({"width": width, "height": 780})
    page.emulate_media(reduced_motion="reduce")
    page.goto(address + path)
    assert [stop["name"] for stop in stops(page) if not (stop["isSeen"] and stop["isMarked"])] == []


def test_the_keyboard_goes_through_the_question_from_top_to_bottom(page: Page, address: str) -> None:
    """A way past the header, then the options in the order they are read, the box, its button."""
    page.goto(f"{address}diagnose/")
    wait_for_stage(page, "ready")
    options = page.locator("[data-option]").evaluate_all("all => all.map(e => e.dataset.option)")
    order = [stop["at"] or stop["tag"] for stop in stops(page)]
    start = order.index(options[0])
    assert order[start : start + len(options) + 1] == [*options, "description"]
    assert start <= 6


def test_the_keyboard_opens_the_menu_of_a_phone(page: Page, address: str) -> None:
    """Tab, Space: the menu; again: a section; Enter: its page."""
    page.goto(f"{address}diagnose/")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator(".md-sidebar--primary")).to_be_in_viewport(ratio=0.9)
    page.locator("#__nav_3").focus()
    page.keyboard.press("Space")
    page.get_by_role("link", name="核对照片").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/guide/check/")


@pytest.mark.parametrize("path", ["diagnose/", OUTCOME, "school/"])
def test_the_first_link_leads_past_the_header(page: Page, address: str, path: str) -> None:
    """Also where the theme sees no heading there is a link to the text, and it leads there."""
    page.goto(address + path)
    skip = page.locator(".md-skip")
    target = skip.evaluate("link => link.hash.slice(1)")
    assert page.locator(f'[id="{target}"]').count() == 1
