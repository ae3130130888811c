"""Firefox, through WebDriver BiDi: `firefox.mjs` speaks it, one line for each command."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.engines.driver import PATIENCE, PHONE, Driver, element, program


@contextmanager
def firefox(scripts: bool) -> Iterator[Driver]:
    path = program("firefox-esr", "firefox-esr")
    settings = {"path": path, "scripts": scripts, "phone": PHONE, "patience": PATIENCE}
    command = ["node", str(Path(__file__).with_suffix(".mjs")), json.dumps(settings)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8") as node:
        yield Firefox(node)


class Firefox(Driver):
    def __init__(self, node: subprocess.Popen[str]) -> None:
        self.node = node

    def command(self, name: str, value: object = None) -> object:
        assert self.node.stdin and self.node.stdout
        self.node.stdin.write(json.dumps([name, value]) + "\n")
        self.node.stdin.flush()
        answer = json.loads(self.node.stdout.readline() or '{"failed": "Firefox is not there"}')
        assert "failed" not in answer, answer["failed"]
        return answer.get("value")

    def open(self, address: str) -> None:
        self.command("open", address)

    def click(self, selector: str) -> None:
        """Press in the middle of what is seen of it; Puppeteer's own click never ends where scripts are off."""
        self.wait_for(selector)
        self.evaluate(f"{element(selector)}.scrollIntoView({{ block: 'center', behavior: 'instant' }})")
        middle = "({ x, y, width, height }) => [x + width / 2, y + height / 2]"
        self.command("press", self.evaluate(f"({middle})({element(selector)}.getBoundingClientRect())"))

    def type(self, selector: str, text: str) -> None:
        self.click(selector)
        self.command("type", text)

    def back(self) -> None:
        self.command("back")

    def evaluate(self, script: str) -> object:
        return self.command("evaluate", script)
