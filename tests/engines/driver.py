"""What the tests do in a browser, whichever engine it has."""

from __future__ import annotations

import json
import shutil
import time
from abc import ABC, abstractmethod

PHONE = (360, 780)
PATIENCE = 60  # seconds until something that should appear counts as missing


class Driver(ABC):
    """A running browser with one page."""

    @abstractmethod
    def open(self, address: str) -> None:
        """Load an address as a visitor does who types it."""

    @abstractmethod
    def click(self, selector: str) -> None:
        """Press the mouse on an element as soon as it is there."""

    @abstractmethod
    def type(self, selector: str, text: str) -> None:
        """Type into a field as soon as it is there."""

    @abstractmethod
    def back(self) -> None:
        """Go back, as with the browser's own button."""

    @abstractmethod
    def evaluate(self, script: str) -> object:
        """The value of a JavaScript expression; of a promise, what it comes to."""

    def text(self, selector: str) -> str:
        return str(self.evaluate(f"{element(selector)}.innerText"))

    def address(self) -> object:
        return self.evaluate("location.href")

    def wait_for(self, selector: str) -> None:
        """Look until the page is loaded and the element is there."""
        end = time.monotonic() + PATIENCE
        while not self.evaluate(f"document.readyState === 'complete' && {element(selector)} !== null"):
            assert time.monotonic() < end, f"{selector} did not appear at {self.address()}"
            time.sleep(0.05)


def element(selector: str) -> str:
    return f"document.querySelector({json.dumps(selector)})"


def program(name: str, package: str, folders: str | None = None) -> str:
    """Where a program is; `package` is what Debian calls the package that brings it."""
    found = shutil.which(name, path=folders)
    assert found, f"{name} was not found; apt-get install {package}"
    return found
