"""The search box, with phrases as students type them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page


@pytest.mark.parametrize("phrase", ["没有照片", "采集码", "照片错误", "身份证号码已被注册", "学籍", "校对窗口"])
def test_a_chinese_phrase_finds_pages(page: Page, address: str, phrase: str) -> None:
    """A phrase without spaces, put in without a key (by voice or paste), lists at least one page."""
    page.goto(address)
    page.click('label[for="__search"]:visible')
    page.locator(".md-search__input").fill(phrase)
    page.wait_for_selector(".md-search-result__item")
