"""The box for one's own words: it waits for Python, shows what it heard, and keeps the text to itself."""

from __future__ import annotations

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.conftest import phone, wait_for_stage

TOLD = "毕业照拍了快四个月了，学籍能看到，学历照片还是空的，采集单位说还没上传"
DOUBTFUL = "照片没有"  # and nothing that tells why
BOX = 'textarea[name="description"]'


def tell(page: Page, text: str) -> None:
    page.fill(BOX, text)
    page.click("[data-tell]")


def test_a_text_is_answered_with_what_was_heard(page: Page, address: str) -> None:
    """The cause is named, the words that led to it are shown, and the address says the answers, never the text."""
    page.goto(f"{address}diagnose/")
    wait_for_stage(page, "ready")
    tell(page, TOLD)
    expect(page.locator('[data-outcome="photo-upload-overdue"]')).to_be_visible()
    expect(page.locator('[data-heard="photo-missing"]')).to_contain_text("空")
    assert "/diagnose/photo-missing/" in page.url
    assert page.evaluate("document.activeElement.tagName") == "H1"


def test_while_a_question_is_asked_the_likely_causes_are_named(page: Page, address: str) -> None:
    """What is not certain enough to be told is offered beside the question."""
    page.goto(f"{address}diagnose/")
    wait_for_stage(page, "ready")
    tell(page, DOUBTFUL)
    expect(page.locator("[data-question]")).to_be_visible()
    page.locator('.dx-heard a[href*="causes/photo-"]').first.click()
    page.wait_for_url("**/causes/photo-*/")


def test_a_wrong_finding_can_be_struck(page: Page, address: str) -> None:
    """「不是这样」 takes a finding back and the answer follows; 「都不是」 leads to the questions."""
    page.goto(f"{address}diagnose/")
    wait_for_stage(page, "ready")
    tell(page, TOLD)
    page.click('[data-strike="photo-missing"]')
    page.wait_for_selector('[data-outcome="photo-upload-overdue"]', state="detached")
    page.click(".dx-heard [data-restart]")
    expect(page.locator('[data-question="where-stuck"]')).to_be_visible()
    assert page.input_value(BOX) == TOLD


def test_what_was_typed_early_is_answered_when_python_is_there(page: Page, address: str) -> None:
    """The text is kept while the runtime is on its way, and answered without another click."""
    held = []
    page.route("**/pyodide.asm.wasm", lambda route: held.append(route))
    page.goto(f"{address}diagnose/")
    wait_for_stage(page, "downloading")
    tell(page, TOLD)
    expect(page.locator(".dx-status")).to_contain_text("收到了")
    for route in held:
        route.continue_()
    expect(page.locator('[data-outcome="photo-upload-overdue"]')).to_be_visible(timeout=60_000)


def test_python_that_fails_while_a_message_waits(context: BrowserContext, address: str) -> None:
    """The text stays, the failure is said with a button to try again, and the questions stand ready."""
    page, held = context.new_page(), []
    page.route("**/pyodide.asm.wasm", lambda route: held.append(route))
    page.goto(f"{address}diagnose/")
    wait_for_stage(page, "downloading")
    tell(page, TOLD)
    expect(page.locator(".dx-status")).to_contain_text("收到了")
    for route in held:
        route.fulfill(status=503)
    expect(page.locator(".dx-status")).to_contain_text("没有启动成功")
    expect(page.locator(".dx-status button")).to_be_visible()
    assert page.input_value(BOX) == TOLD
    expect(page.locator('[data-option="photo-missing"]')).to_be_visible()


def test_without_python_the_box_says_so(context: BrowserContext, address: str) -> None:
    """The text stays, one sentence says what is wrong, and the questions stand ready."""
    page = context.new_page()
    page.route("**/pyodide.asm.wasm", lambda route: route.fulfill(status=404))
    page.goto(f"{address}diagnose/")
    wait_for_stage(page, "failed")
    tell(page, TOLD)
    expect(page.locator(".dx-status")).to_contain_text("这个框暂时用不了")
    assert page.input_value(BOX) == TOLD
    expect(page.locator('[data-option="photo-missing"]')).to_be_visible()


def test_without_script_the_questions_stand_ready(browser: Browser, address: str) -> None:
    """The box says it needs script; nothing typed can be sent anywhere; the links work."""
    with phone(browser, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}diagnose/")
        page.fill(BOX, "我的情况")
        page.click("[data-tell]")
        assert page.url == f"{address}diagnose/"
        assert "开启脚本才能用" in page.locator(".dx-tell").inner_text()
        expect(page.locator('[data-option="photo-missing"]')).to_be_visible()


def test_another_matter_is_not_answered(page: Page, address: str) -> None:
    """It says it cannot tell, keeps the text for another try, and offers the questions and the guide."""
    page.goto(f"{address}diagnose/")
    wait_for_stage(page, "ready")
    tell(page, "四六级成绩什么时候出")
    expect(page.locator("[data-unknown]")).to_contain_text("没听出")
    assert page.input_value(BOX) == "四六级成绩什么时候出"
    expect(page.locator('[data-option="photo-missing"]')).to_be_visible()


def test_markup_in_a_text_stays_text(page: Page, address: str) -> None:
    """A text full of markup runs nothing and adds no element."""
    page.goto(f"{address}diagnose/")
    wait_for_stage(page, "ready")
    tell(page, '照片没有<img src=x onerror="window.hit=1"><script>window.hit=1</script>没有照片')
    page.wait_for_selector(".dx-heard, [data-unknown]")
    assert page.evaluate("window.hit") is None
    assert page.locator(".dx-page img[src=x], .dx-page script").count() == 0


def test_nothing_typed_is_stored_or_sent(page: Page, address: str) -> None:
    """After an answer no storage, cookie or request holds any of the text."""
    asked: list[str] = []
    page.goto(f"{address}diagnose/")
    wait_for_stage(page, "ready")
    page.on("request", lambda request: asked.append(request.url + (request.post_data or "")))
    tell(page, TOLD)
    page.wait_for_selector(".dx-heard")
    kept = page.evaluate("JSON.stringify([localStorage, sessionStorage, document.cookie, history.state, name])")
    assert [request for request in asked if not request.endswith("favicon.png")] == []  # a new address asks for its icon
    assert "毕业照" not in kept
