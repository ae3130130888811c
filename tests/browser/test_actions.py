"""From the answer to the deed, in a real browser: copy, date, calendar, print, resume, the view for staff."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import icalendar
from playwright.sync_api import BrowserContext, Page, expect

from tests.conftest import choose, wait_for_stage

OVERDUE = "diagnose/photo-missing/taken/not-asked/over-90-days/"
TYPED = "diagnose/record-missing/blank/other/details-differ/"


def open_ready(page: Page, address: str) -> None:
    page.goto(address)
    wait_for_stage(page, "ready")


def with_python(page: Page, address: str) -> None:
    """Have Python show the position, with the parts that only Python can serve."""
    open_ready(page, address)
    page.click("[data-back]")
    page.wait_for_selector("[data-question]")
    page.go_back()
    page.wait_for_selector("[data-outcome]")


def test_the_message_is_copied(page: Page, context: BrowserContext, address: str) -> None:
    """One press puts the message on the clipboard and says so."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_ready(page, address + OVERDUE)
    page.click('[data-part="message"] [data-copy]')
    expect(page.locator('[data-part="message"] [role=status]')).to_have_text("复制好了。")
    assert page.evaluate("navigator.clipboard.readText()") == page.input_value('[data-part="message"] textarea')


def test_where_copying_is_refused_the_text_is_selected(context: BrowserContext, address: str) -> None:
    """An in-app browser that refuses the clipboard leaves the text selected, to be copied by hand; also on a cause's own page."""
    page = context.new_page()
    page.add_init_script("delete Navigator.prototype.clipboard")
    for path in (OVERDUE, "causes/photo-upload-overdue/"):
        page.goto(address + path)
        page.click('[data-part="message"] [data-copy]')
        expect(page.locator('[data-part="message"] [role=status]')).to_contain_text("长按")
        box = '[data-part="message"] textarea'
        assert page.evaluate(f"(b => b.selectionEnd - b.selectionStart === b.value.length)(document.querySelector('{box}'))")


def test_the_day_of_the_photo_gives_a_plan_and_no_trace(page: Page, address: str) -> None:
    """A date moves the conversation on, is put into the message, and stands in no address and no storage."""
    open_ready(page, f"{address}diagnose/photo-missing/taken/")
    choose(page, "not-asked")
    page.fill('[name="taken_on"]', "2026-03-01")
    page.click("[data-taken-on]")
    expect(page.locator('[data-outcome="photo-upload-overdue"]')).to_be_visible()
    assert page.url == address + OVERDUE
    assert "2026 年 3 月 1 日" in page.input_value('[data-part="message"] textarea')
    expect(page.locator('[data-part="plan"]')).to_contain_text("已经超过等待期")
    expect(page.locator("svg.dx-timeline")).to_be_visible()
    assert "2026-03-01" not in page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}]) + document.cookie") + page.url


def test_the_reminder_is_a_calendar_file(page: Page, address: str, tmp_path: Path) -> None:
    """The file that is offered is read by another program and holds the day to look again."""
    with_python(page, address + OVERDUE)
    page.fill('[name="taken_on"]', "2026-03-01")
    page.click("[data-taken-on]")
    with page.expect_download() as download:
        page.click("[data-calendar]")
    download.value.save_as(tmp_path / "look-again.ics")
    (event,) = icalendar.Calendar.from_ical((tmp_path / "look-again.ics").read_text(encoding="utf-8")).walk("VEVENT")
    assert "登录学信网" in event["SUMMARY"]


def test_what_was_typed_at_sign_up_is_checked_and_forgotten(page: Page, address: str) -> None:
    """A slip in the number and a wrong dot in the name are said; neither is shown back or kept."""
    with_python(page, address + TYPED)
    page.click('[data-part="typed"] summary')
    page.fill('[name="typed_number"]', "110105194912310021")
    page.fill('[name="typed_name"]', "阿依•古丽")
    page.click("[data-check-typed]")
    said = page.locator("[data-checked]")
    expect(said).to_contain_text("最后一位")
    expect(said).to_contain_text("间隔号")
    assert "110105" not in said.inner_text() + page.url + page.evaluate("JSON.stringify({...localStorage})")


def test_a_half_finished_conversation_is_offered_again(context: BrowserContext, page: Page, address: str) -> None:
    """Coming back, the student goes on where they stopped; once finished or forgotten it is offered no more."""
    open_ready(page, f"{address}diagnose/")
    choose(page, "photo-missing")
    choose(page, "taken")
    again = context.new_page()
    again.goto(f"{address}diagnose/")
    again.click(".dx-resume a")
    again.wait_for_selector('[data-question="upload-asked"]')
    again.goto(f"{address}diagnose/")
    again.click(".dx-resume button")
    again.reload()
    wait_for_stage(again, "ready")
    assert again.locator(".dx-resume").count() == 0


def test_what_was_typed_never_gets_into_the_message(page: Page, address: str) -> None:
    """After a message of the student's own, numbers and all, the one to send is the cause's, and striking still hears the student."""
    open_ready(page, f"{address}diagnose/")
    page.fill('textarea[name="description"]', "我叫张三，110101200001011234，学籍能看到，学历照片是空的，采集单位说照片已经上传了")
    page.click("[data-tell]")
    expect(page.locator('[data-outcome="photo-details-mismatch"]')).to_be_visible()
    card = page.input_value('[data-part="message"] textarea')
    assert "____" in card and "110101" not in card and "张三" not in card
    page.click('[data-strike="uploaded-confirmed"]')
    expect(page.locator('[data-heard="photo-missing"]')).to_be_visible()
    expect(page.locator('[data-heard="uploaded-confirmed"]')).to_have_count(0)


def test_staff_see_rule_sources_and_a_reply(page: Page, address: str) -> None:
    """The same address with ?staff shows why the tool says so, and a reply to paste."""
    open_ready(page, f"{address}{OVERDUE}?staff")
    staff = page.locator('[data-part="staff"]')
    expect(staff).to_contain_text("依据的规则")
    expect(staff).to_contain_text("可以这样回复学生")
    assert "{" not in staff.inner_text()
    assert "下一步" in staff.locator("textarea").input_value()
    assert page.locator('[data-part="code"] b').inner_text() in staff.locator("textarea").input_value()


def test_staff_see_the_way_in_the_map(page: Page, address: str) -> None:
    """The map marks the questions, the answers and the cause of the conversation it was opened from, and nothing else."""
    open_ready(page, f"{address}{OVERDUE}?staff")
    page.click('[data-part="staff"] a[href*="staff/map/"]')
    image = page.locator(".dx-map-marked img")
    expect(image).to_have_attribute("alt", re.compile("这次走的路"))
    drawing = unquote(image.get_attribute("src") or "")
    marked = re.findall(r'\[id="([^"]+)"\]', drawing)
    assert marked[0] == "question:where-stuck"
    assert marked[len(OVERDUE.strip("/").split("/")) - 1] == "cause:photo-upload-overdue"
    assert all(f'id="{id}"' in unescape(drawing) for id in marked)


def test_not_solved_leads_on(page: Page, address: str) -> None:
    """Below each answer stand the next cases to look at, without any script."""
    page.goto(address + OVERDUE)
    page.click('[data-part="unsolved"] summary')
    assert page.locator('[data-part="unsolved"] a').count() >= 2


def test_the_code_finds_its_page(page: Page, address: str) -> None:
    """A code read over the phone, typed into the search box, finds the cause."""
    page.goto(address + OVERDUE)
    code = page.locator('[data-part="code"] b').inner_text()
    page.click("label[for='__search']")
    page.keyboard.type(code)
    expect(page.locator(".md-search-result__link").first).to_have_attribute("href", f"{address}causes/photo-upload-overdue/")


def test_an_answer_prints_on_one_page(page: Page, address: str, tmp_path: Path) -> None:
    """The steps with boxes to tick, the message and the code fit on one A4 page."""
    page.goto(address + OVERDUE)
    page.emulate_media(media="print")
    page.pdf(path=tmp_path / "answer.pdf", format="A4", margin=dict.fromkeys(("top", "bottom", "left", "right"), "12mm"))
    assert (tmp_path / "answer.pdf").read_bytes().count(b"/Type /Page\n") == 1
    for part in ("next-step", "message", "code"):
        expect(page.locator(f'[data-part="{part}"]')).to_be_visible()
    expect(page.locator("[data-part=message] [data-copy]")).to_be_hidden()


def test_the_poster_leads_to_the_tool(page: Page, address: str, tmp_path: Path) -> None:
    """The poster prints on one page, its address is the tool's, and its code is there."""
    page.goto(f"{address}school/poster/")
    expect(page.locator("svg.dx-qr")).to_be_visible()
    assert "/diagnose/" in page.locator(".dx-poster").inner_text()
    page.pdf(path=tmp_path / "poster.pdf", format="A4")
    assert (tmp_path / "poster.pdf").read_bytes().count(b"/Type /Page\n") == 1
