"""WebKitGTK's own small browser, through WebDriver, on a screen that nobody sees."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from glob import glob

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from tests.engines.driver import PATIENCE, PHONE, Driver, program

FOLDERS = os.pathsep.join(glob("/usr/lib/*/webkit2gtk-4.1"))
# Its sandbox needs rights that a container does not give; it opens no pages but ours.
BARE = {"WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1", "LIBGL_ALWAYS_SOFTWARE": "1"}


@contextmanager
def webkit(scripts: bool) -> Iterator[Driver]:
    with screen() as display:
        service = Service(program("WebKitWebDriver", "webkit2gtk-driver"), env={**os.environ, **BARE, "DISPLAY": display})
        with webdriver.WebKitGTK(options=options(scripts), service=service) as browser:
            browser.set_script_timeout(PATIENCE)
            browser.set_window_size(*PHONE)
            yield WebKit(browser)


@contextmanager
def screen() -> Iterator[str]:
    command = [program("Xvfb", "xvfb"), "-displayfd", "1", "-screen", "0", "1024x1024x24"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            assert server.stdout
            yield f":{server.stdout.readline().strip()}"
        finally:
            server.terminate()


def options(scripts: bool) -> Options:
    options = Options()
    options.binary_location = program("MiniBrowser", "webkit2gtk-driver", FOLDERS)
    options.add_argument("--automation")
    options.add_argument(f"--enable-javascript={str(scripts).lower()}")
    return options


class WebKit(Driver):
    def __init__(self, browser: webdriver.WebKitGTK) -> None:
        self.browser = browser

    def open(self, address: str) -> None:
        self.browser.get(address)

    def click(self, selector: str) -> None:
        self.wait_for(selector)
        self.browser.find_element(By.CSS_SELECTOR, selector).click()

    def type(self, selector: str, text: str) -> None:
        self.wait_for(selector)
        self.browser.find_element(By.CSS_SELECTOR, selector).send_keys(text)

    def back(self) -> None:
        self.browser.back()

    def evaluate(self, script: str) -> object:
        return self.browser.execute_script(f"return {script}")
