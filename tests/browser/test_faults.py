"""Whatever fails, the student reaches the same answer, and nothing they answered or typed is lost. FAULTS.md lists these tests."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.conftest import Request, Switchable, choose, phone, wait_for_stage

WASM, ZIP, LOADER = "pyodide.asm.wasm", "python_stdlib.zip", "pyodide.mjs"
TEXT = "学籍能看到，学历照片是空的，采集单位说照片已经上传了"
BYTES: dict[str, Callable[[bytes], dict]] = {
    "missing": lambda _: {"status": 404, "body": "gone"},
    "an error page": lambda _: {"status": 200, "content_type": "text/html", "body": "<h1>maintenance</h1>"},
    "nonsense": lambda _: {"status": 200, "body": b"\0asm" + b"x" * 4000},
    "truncated": lambda data: {"status": 200, "body": data[: len(data) // 2]},
    "server busy": lambda _: {"status": 503, "body": "busy"},
}


@pytest.fixture
def server(site: Path) -> Iterator[Switchable]:
    with Switchable(site) as server:
        yield server


@pytest.fixture
def loose(context: BrowserContext) -> Page:
    """A page without the console watch: these tests provoke errors."""
    return context.new_page()


def reach_the_answer_by_links(page: Page, address: str) -> None:
    """Each option is a link; the outcome and its address are those that Python would give."""
    choose(page, "taken")
    choose(page, "uploaded")
    expect(page.locator('[data-outcome="photo-details-mismatch"]')).to_be_visible()
    assert page.url == f"{address}diagnose/photo-missing/taken/uploaded/"


def answer(route: Route, made: Callable[[bytes], dict]) -> None:
    route.fulfill(**made(route.fetch().body()))


@pytest.mark.parametrize("fault", BYTES)
@pytest.mark.parametrize("file", [WASM, LOADER, ZIP])
def test_a_bad_runtime_file_leaves_the_links_working(loose: Page, address: str, file: str, fault: str) -> None:
    """The failure is said, what was answered and typed stays, the same outcome is reached; on a mended server a retry works."""
    loose.route(f"**/{file}", lambda route: answer(route, BYTES[fault]))
    loose.goto(f"{address}diagnose/")
    loose.fill('textarea[name="description"]', TEXT)
    wait_for_stage(loose, "failed")
    expect(loose.locator(".dx-status")).to_contain_text("没有启动成功")
    assert loose.input_value('textarea[name="description"]') == TEXT
    choose(loose, "photo-missing")
    reach_the_answer_by_links(loose, address)

    loose.unroute(f"**/{file}")
    loose.click(".dx-status button")
    wait_for_stage(loose, "ready")
    expect(loose.locator('[data-outcome="photo-details-mismatch"]')).to_be_visible()


@pytest.mark.parametrize("file", [WASM, ZIP])
def test_one_changed_byte_is_noticed(loose: Page, address: str, file: str) -> None:
    """Where a byte changed on the way Python is not used, even if it would run, and the links answer."""

    def changed(data: bytes) -> dict:
        middle = data.rindex(b"Copyright") if file == WASM else data.rindex("本人".encode())  # in a text, where nothing else would notice
        return {"status": 200, "body": data[:middle] + b"X" + data[middle + 1 :]}

    loose.route(f"**/{file}", lambda route: answer(route, changed))
    loose.goto(f"{address}diagnose/")
    wait_for_stage(loose, "failed")
    choose(loose, "photo-missing")
    reach_the_answer_by_links(loose, address)


def test_a_wrong_type_is_no_obstacle(loose: Page, address: str) -> None:
    """A host that does not know what WebAssembly is called serves the tool as well."""
    loose.route(f"**/{WASM}", lambda route: answer(route, lambda data: {"status": 200, "content_type": "text/plain", "body": data}))
    loose.goto(f"{address}diagnose/")
    wait_for_stage(loose, "ready")
    choose(loose, "photo-missing")
    reach_the_answer_by_links(loose, address)


def test_a_connection_that_stalls_mid_file_is_given_up(loose: Page, server: Switchable) -> None:
    """When no byte comes for half a minute the tool says so; the links have answered all the while."""
    released = threading.Event()

    def stall(request: Request) -> None:
        request.send(request.data[:100_000], len(request.data))
        released.wait(60)

    server.faults[WASM] = stall
    loose.clock.install()
    loose.goto(f"{server.address}diagnose/")
    loose.clock.run_for(1000)
    wait_for_stage(loose, "downloading")
    choose(loose, "photo-missing")
    loose.clock.run_for(31_000)
    wait_for_stage(loose, "failed")
    reach_the_answer_by_links(loose, server.address)
    released.set()


def test_a_connection_that_drops_mid_file_and_returns(loose: Page, server: Switchable) -> None:
    """The break is noticed at once; when the device is online again, Python starts by itself."""
    server.faults[WASM] = lambda request: request.send(request.data[:100_000], len(request.data))
    loose.goto(f"{server.address}diagnose/")
    choose(loose, "photo-missing")
    wait_for_stage(loose, "failed")
    server.faults.clear()
    loose.evaluate("dispatchEvent(new Event('online'))")
    wait_for_stage(loose, "ready")
    reach_the_answer_by_links(loose, server.address)


LACKS = {
    "WebAssembly": "delete globalThis.WebAssembly",
    "workers": "delete globalThis.Worker",
    "module workers": "const W = Worker; globalThis.Worker = class extends W { constructor(url) { super(url); } }",
}


@pytest.mark.parametrize("lacking", LACKS)
def test_what_a_browser_lacks_is_seen_before_anything_is_fetched(loose: Page, address: str, lacking: str) -> None:
    """An old browser is told what works, fetches nothing of Python, and the links lead to the answer."""
    fetched: list[str] = []
    loose.on("request", lambda request: fetched.append(request.url))
    loose.add_init_script(LACKS[lacking])
    loose.goto(f"{address}diagnose/")
    wait_for_stage(loose, "failed")
    expect(loose.locator(".dx-status")).to_contain_text("这个浏览器不能")
    choose(loose, "photo-missing")
    reach_the_answer_by_links(loose, address)
    assert not [url for url in fetched if "/assets/runtime/" in url]


def test_a_worker_that_dies_in_the_middle_of_a_question(loose: Page, address: str) -> None:
    """A click that gets no answer is answered by the built page."""
    loose.add_init_script(
        "const W = Worker; globalThis.Worker = class extends W { constructor(...a) { super(...a); (globalThis.all ??= []).push(this); } }"
    )
    loose.clock.install()
    loose.goto(f"{address}diagnose/")
    loose.clock.run_for(1000)
    wait_for_stage(loose, "ready")
    loose.evaluate("all.forEach((worker) => worker.terminate())")
    loose.click('[data-option="photo-missing"]')
    loose.clock.run_for(11_000)
    loose.wait_for_selector('[data-question="photo-taken"]')
    wait_for_stage(loose, "failed")
    reach_the_answer_by_links(loose, address)


def test_out_of_memory_at_start(loose: Page, address: str) -> None:
    """A phone without memory for Python goes on by links."""
    no_memory = b"WebAssembly.Memory = class { constructor() { throw new RangeError('out of memory'); } };\n"
    loose.route(
        "**/worker.js",
        lambda route: answer(route, lambda data: {"status": 200, "content_type": "text/javascript", "body": no_memory + data}),
    )
    loose.goto(f"{address}diagnose/")
    choose(loose, "photo-missing")
    wait_for_stage(loose, "failed")
    reach_the_answer_by_links(loose, address)


REFUSE = "(object, name) => Object.defineProperty(object, name, { get() { throw new DOMException('', 'SecurityError'); } })"
REFUSED = {
    "storage": f"['localStorage', 'sessionStorage'].forEach((name) => ({REFUSE})(window, name))",
    "cookies": f"({REFUSE})(document, 'cookie')",
    "clipboard": "delete Navigator.prototype.clipboard",
    "service worker": "ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException('', 'SecurityError'))",
    "no service worker": "delete Navigator.prototype.serviceWorker",
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_the_browser_refuses_is_not_needed(loose: Page, address: str, what: str) -> None:
    """Python answers a typed message without storage, cookies, clipboard or service worker."""
    loose.add_init_script(REFUSED[what])
    loose.goto(f"{address}diagnose/")
    wait_for_stage(loose, "ready")
    loose.fill('textarea[name="description"]', TEXT)
    loose.click("[data-tell]")
    expect(loose.locator('[data-outcome="photo-details-mismatch"]')).to_be_visible()


@pytest.mark.parametrize("stage", ["ready", "idle"])
def test_a_release_replaced_while_the_page_is_open(loose: Page, server: Switchable, site: Path, tmp_path: Path, stage: str) -> None:
    """An open page of the old release goes on, with Python or by links, and the answers stay."""
    if stage == "idle":
        loose.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    loose.goto(f"{server.address}diagnose/")
    loose.wait_for_selector('.dx-status[role="status"]')
    if stage == "ready":
        wait_for_stage(loose, "ready")
    choose(loose, "photo-missing")
    newer = Path(shutil.copytree(site, tmp_path / "newer"))
    for folder in (newer / "assets" / "site", newer / "assets" / "runtime"):
        next(folder.iterdir()).rename(folder / ("0" * 16))
    server.folder = newer
    if stage == "idle":
        loose.click(".dx-status button")
        wait_for_stage(loose, "failed")
    reach_the_answer_by_links(loose, server.address)


def test_back_and_forward_through_a_half_finished_conversation(loose: Page, address: str) -> None:
    """Back and forward show each question and answer again, and another choice can be made from there."""
    loose.goto(f"{address}diagnose/")
    wait_for_stage(loose, "ready")
    for option in ("photo-missing", "taken", "not-asked"):
        choose(loose, option)
    for question in ("upload-asked", "photo-taken"):
        loose.go_back()
        loose.wait_for_selector(f'[data-question="{question}"]')
    loose.go_forward()
    loose.wait_for_selector('[data-question="upload-asked"]')
    choose(loose, "uploaded")
    expect(loose.locator('[data-outcome="photo-details-mismatch"]')).to_be_visible()


def test_two_tabs_do_not_disturb_each_other(context: BrowserContext, address: str) -> None:
    """Two conversations side by side end each where its own answers lead."""
    first, second = context.new_page(), context.new_page()
    for page in (first, second):
        page.goto(f"{address}diagnose/")
        wait_for_stage(page, "ready")
    choose(first, "photo-missing")
    choose(second, "photo-shown")
    choose(second, "no-buttons")
    reach_the_answer_by_links(first, address)
    choose(second, "graduated")
    expect(second.locator('[data-outcome="graduated-linked"]')).to_be_visible()


@pytest.mark.parametrize("day", ["2001-01-01", "2039-06-30"])
def test_a_clock_that_is_years_wrong(loose: Page, address: str, day: str) -> None:
    """The answer follows from the answers, not from the device's date."""
    loose.clock.set_fixed_time(day)
    loose.goto(f"{address}diagnose/")
    wait_for_stage(loose, "ready")
    choose(loose, "photo-missing")
    reach_the_answer_by_links(loose, address)


ADDRESSES = {
    "of an older release": ("photo-missing/no-longer-an-option/taken/", "photo-missing/taken/"),
    "made up": ("nothing/of/this/exists/", ""),
    "very long": ("photo-missing/" + "x/" * 900, "photo-missing/"),
}


@pytest.mark.parametrize("python", ["with Python", "without"])
@pytest.mark.parametrize("kind", ADDRESSES)
def test_an_address_that_is_not_there(loose: Page, server: Switchable, kind: str, python: str) -> None:
    """What still fits of the answers is kept, and with Python it is said that the rest was left out."""
    asked, kept = ADDRESSES[kind]
    if python == "without":
        loose.add_init_script("delete globalThis.WebAssembly")
    loose.goto(f"{server.address}diagnose/{asked}")
    wait_for_stage(loose, "ready" if python == "with Python" else "failed")
    if python == "with Python":
        loose.wait_for_url(f"{server.address}diagnose/{kept}")
        expect(loose.locator(".dx-note")).to_be_visible()
    else:
        loose.wait_for_url(f"{server.address}diagnose/{kept.removesuffix('taken/')}")
    expect(loose.locator("[data-question] [data-option]").first).to_be_visible()


@contextmanager
def without_script(browser: Browser) -> Iterator[Page]:
    with phone(browser, java_script_enabled=False) as context:
        yield context.new_page()


def test_with_script_off_a_wrong_address_still_leads_on(browser: Browser, server: Switchable) -> None:
    """The page for addresses that are not there has links to the tool and to all cases."""
    with without_script(browser) as page:
        page.goto(f"{server.address}diagnose/no-longer/")
        page.click("text=点几下，找到自己的情况")
        page.click('[data-option="photo-missing"]')
        expect(page.locator('[data-question="photo-taken"]')).to_be_visible()
