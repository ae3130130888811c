"""For everyone: axe finds nothing, fingers hit, large text fits, a screen reader hears sentences."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.conftest import ROOT, choose, wait_for_stage

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
GOLDEN = ROOT / "tests" / "golden" / "journey.aria.yml"
OUTCOME = "diagnose/photo-missing/taken/uploaded/"
CANDIDATES = "diagnose/cannot-sign-in/site-itself/site-doubt-unsure/"
PAGES = {
    "front": "",
    "guide": "guide/check/",
    "causes": "causes/",
    "cause": "causes/photo-details-mismatch/",
    "first-question": "diagnose/",
    "later-question": "diagnose/photo-missing/",
    "outcome": OUTCOME,
    "glossary": "glossary/",
    "sources": "sources/",
    "school": "school/",
    "editing": "staff/editing/",
    "map": "staff/map/",
    "not-found": "404.html",
}
TOLD = "毕业照拍了快四个月了，学籍能看到，学历照片还是空的，采集单位说还没上传"
WITH_EVERY_RULE = """async (unsure) => {
  const rules = Object.fromEntries(axe.getRules().map(({ ruleId }) => [ruleId, { enabled: true }]));
  const { violations, incomplete } = await axe.run(document, { rules });
  const found = [...violations, ...incomplete.filter(({ id }) => unsure.includes(id))];
  return found.flatMap(({ id, nodes }) => nodes.map(({ target, html }) => [id, String(target), html]));
}"""
# The theme's style hangs on this switch being a sibling of the header, so it stands in no landmark.
THE_THEMES = [("region", "#__drawer")]


def barriers(page: Page, unsure: tuple[str, ...] = ("color-contrast",)) -> list[list[str]]:
    """What axe finds with every rule it has, also experimental and of level AAA, or of ``unsure`` cannot tell: rule, place, HTML."""
    page.emulate_media(reduced_motion="reduce")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(WITH_EVERY_RULE, unsure)
    return [barrier for barrier in found if tuple(barrier[:2]) not in THE_THEMES]


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def loose_page(context: BrowserContext) -> Page:
    """A page without the console watch: for faults we provoke."""
    return context.new_page()


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_no_page_has_a_barrier(page: Page, address: str, path: str, scheme: str) -> None:
    """Whatever a student opens, in light or dark, every word has contrast and every control a name."""
    page.emulate_media(color_scheme=scheme)
    page.goto(address + path)
    assert barriers(page) == []


def idle(page: Page, address: str) -> None:
    page.route("**/engine.js", lambda route: None)
    page.goto(f"{address}diagnose/")
    wait_for_stage(page, "idle")


def downloading(page: Page, address: str) -> None:
    page.route("**/pyodide.asm.wasm", lambda route: None)
    page.goto(f"{address}diagnose/")
    wait_for_stage(page, "downloading")
    expect(page.locator(".dx-status")).to_contain_text("正在准备")


def ready(page: Page, address: str) -> None:
    page.goto(f"{address}diagnose/")
    wait_for_stage(page, "ready")


def failed(page: Page, address: str) -> None:
    page.route("**/pyodide.asm.wasm", lambda route: route.fulfill(status=404))
    page.goto(f"{address}diagnose/")
    expect(page.locator(".dx-status button")).to_be_visible()


def told(page: Page, address: str) -> None:
    ready(page, address)
    page.fill('textarea[name="description"]', TOLD)
    page.click("[data-tell]")
    expect(page.locator(".dx-heard")).to_be_visible()


def costly(page: Page, address: str) -> None:
    page.add_init_script('Object.defineProperty(navigator, "connection", { value: { saveData: true } })')
    page.goto(f"{address}diagnose/")
    expect(page.locator(".dx-status button")).to_be_visible()


def menu(page: Page, address: str) -> None:
    page.goto(f"{address}guide/check/")
    page.click('.md-header [for="__drawer"]')
    expect(page.locator(".md-sidebar--primary")).to_be_in_viewport(ratio=0.9)


def search(page: Page, address: str) -> None:
    page.goto(f"{address}guide/check/")
    page.click('.md-header__button[for="__search"]')
    page.keyboard.type("照片")
    page.wait_for_selector(".md-search-result__item")


STAGES: list[Callable[[Page, str], None]] = [idle, downloading, ready, failed, told, costly]


@pytest.mark.parametrize("come_to", STAGES, ids=lambda stage: stage.__name__)
def test_no_stage_has_a_barrier(loose_page: Page, address: str, come_to: Callable[[Page, str], None], scheme: str) -> None:
    """Waiting, failing, hearing a text: each is as readable as a page at rest."""
    loose_page.emulate_media(color_scheme=scheme)
    come_to(loose_page, address)
    assert barriers(loose_page) == []


@pytest.mark.parametrize("open_it", [menu, search], ids=lambda stage: stage.__name__)
def test_what_opens_above_a_page_has_no_barrier(page: Page, address: str, open_it: Callable[[Page, str], None], scheme: str) -> None:
    """The open menu and the list of what a search found have contrast and names too; what they cover cannot be judged."""
    page.emulate_media(color_scheme=scheme)
    open_it(page, address)
    assert barriers(page, unsure=()) == []


CONTROLS = ".dx-option, .dx button, .dx-page summary, textarea, .dx-answers a, .dx-heard a, .ways a, [data-part=candidates] a"
SIZES = """all => all.filter(e => e.checkVisibility()).map(e => [e, e.getBoundingClientRect()])
  .map(([e, { width, height }]) => [(e.innerText || e.name).slice(0, 20), Math.round(width), Math.round(height)])"""
AT_REST: dict[str, Callable[[Page, str], None]] = {
    "front": lambda page, address: page.goto(address),
    "told": told,
    "failed": failed,
    "later": lambda page, address: page.goto(f"{address}diagnose/photo-missing/"),
    "outcome": lambda page, address: page.goto(address + OUTCOME),
    "candidates": lambda page, address: page.goto(f"{address}{CANDIDATES}"),
}


@pytest.mark.parametrize("come_to", AT_REST.values(), ids=AT_REST)
def test_a_thumb_hits_every_control(loose_page: Page, address: str, come_to: Callable[[Page, str], None]) -> None:
    """Options, buttons, links that stand alone and folded notes are at least 44 by 44 pixels."""
    come_to(loose_page, address)
    sizes = loose_page.locator(CONTROLS).evaluate_all(SIZES)
    assert sizes
    assert [size for size in sizes if min(size[1:]) < 44] == []


CUT_OFF = """() => [...document.querySelectorAll("main *")].filter(e => e.checkVisibility() && e.innerText?.trim()).filter(e => {
  const { overflowX } = getComputedStyle(e);
  const isHidden = overflowX === "hidden" && e.scrollWidth > e.clientWidth + 1;
  const isBeyond = !e.closest(".md-typeset__scrollwrap, pre, .md-sidebar") && e.getBoundingClientRect().right > innerWidth + 1;
  return isHidden || isBeyond;
}).map(e => e.outerHTML.slice(0, 120))"""
NARROW = [pytest.param(2, 320, id="double-text"), pytest.param(1, 320, id="plain"), pytest.param(2, 360, id="double-text-phone")]


@pytest.mark.parametrize(("times", "width"), NARROW)
@pytest.mark.parametrize("path", ["", "diagnose/", OUTCOME, "guide/register/", "school/"])
def test_large_text_on_a_small_phone_fits(page: Page, address: str, path: str, times: int, width: int) -> None:
    """At 320 pixels and with the letters twice as large nothing is cut off and nothing needs sideways scrolling."""
    page.set_viewport_size({"width": width, "height": 640})
    page.goto(address + path)
    page.evaluate("percent => document.documentElement.style.setProperty('font-size', `${percent}%`, 'important')", 125 * times)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(CUT_OFF) == []


def test_who_wants_no_motion_gets_none(page: Page, address: str) -> None:
    """With reduced motion nothing moves or fades for longer than an eye can see."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{address}diagnose/")
    longest = page.evaluate("""Math.max(...[...document.querySelectorAll("*")].map(e => getComputedStyle(e)).flatMap(
      s => [s.transitionDuration, s.animationDuration].join().split(",")).map(parseFloat))""")
    assert longest <= 0.01
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


EDGES = """all => all.filter(e => e.checkVisibility()).map(e => [e.innerText.slice(0, 20), getComputedStyle(e)])
  .filter(([, s]) => s.borderTopStyle === "none" || !parseFloat(s.borderTopWidth) || /^rgba.*, 0[)]$/.test(s.borderTopColor)
    || s.borderTopColor === s.backgroundColor).map(([text]) => text)"""


@pytest.mark.parametrize("come_to", [AT_REST["front"], told, failed], ids=["front", "told", "failed"])
def test_the_systems_own_colours_leave_the_edges(loose_page: Page, address: str, come_to: Callable[[Page, str], None]) -> None:
    """Where the system forces its colours, options and buttons keep a border by which they are known."""
    loose_page.emulate_media(forced_colors="active")
    come_to(loose_page, address)
    controls = loose_page.locator(".dx-option, .dx button, .ways a, textarea")
    assert controls.count()
    assert controls.evaluate_all(EDGES) == []


def test_a_task_is_ticked_by_its_words(page: Page, address: str) -> None:
    """A tap anywhere on a task ticks it, and a screen reader says which task it is."""
    page.goto(f"{address}guide/check/")
    task = page.get_by_role("checkbox", name="弹出问卷的，先填完。")
    page.get_by_text("弹出问卷的，先填完。").click()
    expect(task).to_be_checked()


def test_an_answer_stands_below_the_header(page: Page, address: str) -> None:
    """After a click the first words of the next question are not under the bar that stays."""
    ready(page, address)
    choose(page, "photo-missing")
    header, words = page.locator(".md-header").bounding_box(), page.locator(".dx-progress").bounding_box()
    assert words["y"] >= header["y"] + header["height"]
    expect(page.locator(".md-top")).to_be_hidden()


def heard(page: Page, address: str) -> Iterator[str]:
    """What a screen reader is given at the first question, the next one and the outcome: the title, then the text as a tree."""
    ready(page, address)
    expect(page.locator(".dx-status")).to_contain_text("准备好了")
    for options in (["photo-missing"], ["taken", "uploaded"], []):
        yield f"# {page.title()}\n{page.get_by_role('main').aria_snapshot()}\n"
        for option in options:
            choose(page, option)


def test_a_screen_reader_hears_the_journey(page: Page, address: str) -> None:
    """Question, next question and outcome are read as we last judged them good; RENEW=1 writes what is read now, to be judged again."""
    journey = "\n".join(heard(page, address)).replace(address, "/")
    if os.environ.get("RENEW"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(journey, encoding="utf-8")
    assert journey == GOLDEN.read_text(encoding="utf-8"), (
        "Meant so? RENEW=1 pytest tests/browser/test_accessibility.py, and read the difference."
    )
