"""What the tests share: the real knowledge, the built site (once), a server on a free port, real Chromium."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from diagnose import Knowledge, load

ROOT = Path(__file__).parent.parent
PHONE = {"width": 360, "height": 780}
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    knowledge, errors = load()
    assert knowledge, errors
    return knowledge


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A copy of the real knowledge to break."""
    return Path(shutil.copytree(ROOT / "diagnose" / "knowledge", tmp_path / "knowledge"))


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port; yields the address of its root."""
    handler = functools.partial(Quiet, directory=str(folder))
    with Patient(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


class Patient(http.server.ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that leaves before the end is nothing to report."""


@dataclass
class Request:
    """What a fault may do to one answer: ``send`` some bytes while promising others."""

    data: bytes
    send: Callable[[bytes, int], None]


class Switchable:
    """A server that can be stopped, given another release, and made to fail for a file; keeps the paths it was asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.asked: list[str] = []
        self.faults: dict[str, Callable[[Request], None]] = {}
        self.server = Patient(("127.0.0.1", 0), self._handler())
        self.address = f"http://127.0.0.1:{self.server.server_port}/"

    def _handler(self) -> type[http.server.BaseHTTPRequestHandler]:
        switchable = self

        class Handler(Quiet):
            def translate_path(self, path: str) -> str:
                switchable.asked.append(path)
                self.directory = str(switchable.folder)
                return super().translate_path(path)

            def do_GET(self) -> None:
                file = Path(self.translate_path(self.path))
                fault = switchable.faults.get(file.name)
                if fault:
                    fault(Request(file.read_bytes(), self._send))
                elif file.exists():
                    super().do_GET()
                else:
                    lost = (switchable.folder / "404.html").read_bytes()
                    self._send(lost, len(lost), 404, "text/html; charset=utf-8")

            def _send(self, data: bytes, promised: int, status: int = 200, kind: str = "") -> None:
                self.send_response(status)
                self.send_header("Content-Type", kind or self.guess_type(self.path))
                self.send_header("Content-Length", str(promised))
                self.end_headers()
                self.wfile.write(data)
                self.wfile.flush()

        return Handler

    def __enter__(self) -> Switchable:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def __exit__(self, *_: object) -> None:
        self.stop()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as it ships, built strictly."""
    folder = tmp_path_factory.mktemp("site")
    build_site(folder, REPO_URL="https://example.org/school/guide")
    return folder


def build_site(folder: Path, **environment: str) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    run = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment}, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    with serve(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM") or None, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with phone(browser) as context:
        yield context


@contextmanager
def phone(browser: Browser, **options: object) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=PHONE, locale="zh-CN", **options)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, address: str) -> Iterator[Page]:
    """A page on a phone; anything on the console and any request to another origin fails the test."""
    with watched(context, address) as page:
        yield page


@contextmanager
def watched(context: BrowserContext, address: str) -> Iterator[Page]:
    page, wrong = context.new_page(), []
    origin = urlsplit(address).netloc
    page.on("console", lambda m: wrong.append(f"{m.text} {m.location}") if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: wrong.append(str(e)))
    context.on("request", lambda r: wrong.append(r.url) if urlsplit(r.url).netloc not in (origin, "") else None)
    yield page
    assert wrong == []


def wait_for_stage(page: Page, stage: str) -> None:
    page.wait_for_selector(f'[data-module="diagnose"][data-stage="{stage}"]', timeout=60_000)


def choose(page: Page, option: str) -> None:
    """Click an option and wait until its question is gone."""
    question = page.locator("[data-question]").get_attribute("data-question")
    page.click(f'[data-option="{option}"]')
    page.wait_for_selector(f'[data-question="{question}"]', state="detached")
