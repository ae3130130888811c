"""A student on a phone, real Chromium, Python answering in the page."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from diagnose import Knowledge, Outcome, walk
from diagnose.browser import respond
from tests.conftest import choose, wait_for_stage
from training.measure import MEASURING, read

JOURNEYS = {
    "all-correct": "photo-shown/buttons/details-right/mine",
    "photo-not-mine": "photo-shown/buttons/details-right/not-mine",
    "graduated-linked": "photo-shown/no-buttons/graduated",
    "photo-not-uploaded-yet": "photo-missing/taken/not-asked/under-60-days",
    "photo-upload-overdue": "photo-missing/taken/not-asked/over-90-days",
    "photo-details-mismatch": "photo-missing/taken/uploaded",
    "account-details-wrong": "record-missing/blank/other/details-differ",
    "school-record-wrong": "record-missing/blank/other/details-match",
}
WITHOUT_WHAT_ONLY_PYTHON_SERVES = """document.querySelectorAll("[data-part=plan], [data-part=typed]").forEach((part) => part.remove());
document.querySelectorAll("[data-copy]").forEach((button) => { button.hidden = false })"""
WAITED = ["photo-missing", "taken", "not-asked", "under-60-days"]
DAYS = ["2026-11-24", "2026-09-20", "2026-03-31", "2020-02-29", "2027-01-01", "no day"]
ACTIONS = [{"responses": WAITED, "taken_on": day, "today": "2026-11-24", "staff": staff} for day in DAYS for staff in (True, False)]
ACTIONS += [{"number": number, "name": name} for number in ("11010519491231002X", "1234", "") for name in ("阿依•古丽", "𠮷 田", "")]
PARTS = ("cause", "next-step", "contact", "sources", "because")


@pytest.mark.parametrize(("cause", "path"), JOURNEYS.items())
def test_python_answers_what_the_notice_explains(page: Page, address: str, cause: str, path: str) -> None:
    """Each result of the notice is reached with Python ready, and says cause, next step, contact, sources and why."""
    page.goto(f"{address}diagnose/")
    wait_for_stage(page, "ready")
    for option in path.split("/"):
        choose(page, option)

    outcome = page.locator(f'[data-outcome="{cause}"]')
    expect(outcome).to_be_visible()
    for part in PARTS:
        assert outcome.locator(f'[data-part="{part}"]').inner_text().strip()
    assert page.url == f"{address}diagnose/{path}/"


@pytest.mark.parametrize(("cause", "path"), JOURNEYS.items())
def test_the_same_by_links_without_script(browser, address: str, cause: str, path: str) -> None:
    """With JavaScript off the links alone lead to the same outcome with the same parts, and nothing is wider than the phone."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 780})
    page = context.new_page()
    page.goto(f"{address}diagnose/")
    for option in path.split("/"):
        page.click(f'[data-option="{option}"]')

    for part in PARTS:
        assert page.locator(f'[data-outcome="{cause}"] [data-part="{part}"]').inner_text().strip()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


def test_keyboard_alone_reaches_an_outcome(page: Page, address: str) -> None:
    """Tab and Enter are enough, and each new question has the focus on its heading."""
    page.goto(f"{address}diagnose/")
    wait_for_stage(page, "ready")
    for option in JOURNEYS["photo-details-mismatch"].split("/"):
        page.locator(f'[data-option="{option}"]').focus()
        page.keyboard.press("Enter")
        page.wait_for_selector(f'[data-option="{option}"]', state="detached")
        assert page.evaluate("document.activeElement.tagName") == "H1"

    expect(page.locator('[data-outcome="photo-details-mismatch"]')).to_be_visible()


def test_back_reload_and_a_shared_link_are_the_same_place(page: Page, address: str) -> None:
    """Back returns to the question before; reload and opening the address elsewhere show the same page."""
    page.goto(f"{address}diagnose/")
    wait_for_stage(page, "ready")
    choose(page, "photo-missing")
    choose(page, "taken")
    page.go_back()
    page.wait_for_selector('[data-question="photo-taken"]')
    page.go_forward()
    page.wait_for_selector('[data-question="upload-asked"]')
    before = page.locator(".dx-page h1").inner_text()
    page.reload()

    assert page.locator(".dx-page h1").inner_text() == before
    assert page.url == f"{address}diagnose/photo-missing/taken/"


def test_a_click_before_python_is_ready_is_answered_at_once(page: Page, address: str) -> None:
    """While the runtime is held back, options answer from the built pages and the download goes on."""
    held = []
    page.route("**/pyodide.asm.wasm", lambda route: held.append(route))
    page.goto(f"{address}diagnose/")
    wait_for_stage(page, "downloading")
    choose(page, "photo-missing")
    choose(page, "not-taken")
    expect(page.locator('[data-outcome="photo-not-taken"]')).to_be_visible()
    for route in held:
        route.continue_()
    wait_for_stage(page, "ready")
    assert page.url == f"{address}diagnose/photo-missing/not-taken/"


def test_pyodide_answers_every_conversation_like_cpython(page: Page, address: str, knowledge: Knowledge) -> None:
    """Field by field the same answer in the browser's Python and here, for every reachable position and many a free text."""
    page.goto(f"{address}diagnose/")
    wait_for_stage(page, "ready")
    told = [line["text"] for line in read(MEASURING)]
    requests = [json.dumps({"responses": p.responses, "root": "/"}) for p in walk(knowledge)]
    requests += [json.dumps({"text": text, "root": "/"}) for text in told]
    requests += [json.dumps(request | {"root": "/"}) for request in ACTIONS]
    script = """async (requests) => {
      const { Engine } = await import(new URL("engine.js", document.querySelector("script[src*='/diagnose/main.js']").src));
      const { runtime } = document.querySelector("[data-runtime]").dataset;
      const engine = new Engine(new URL(runtime, location.href).href);
      await engine.start();
      return Promise.all(requests.map((request) => engine.ask(JSON.parse(request))));
    }"""

    assert page.evaluate(script, requests) == [json.loads(respond(request)) for request in requests]


def test_built_pages_say_what_python_says(page: Page, address: str, knowledge: Knowledge) -> None:
    """The page at an address and Python's answer for it hold the same words."""
    outcomes = [p for p in walk(knowledge) if isinstance(p.step, Outcome)][::25]
    for position in outcomes:
        page.goto(f"{address}diagnose/{'/'.join(position.responses)}/")
        wait_for_stage(page, "ready")
        built = page.locator(".dx-page").inner_text()
        html = json.loads(respond(json.dumps({"responses": position.responses, "root": "/"})))["html"]
        page.evaluate("html => { document.querySelector('.dx-page').innerHTML = html }", html)
        page.evaluate(WITHOUT_WHAT_ONLY_PYTHON_SERVES)
        assert page.locator(".dx-page").inner_text() == built
