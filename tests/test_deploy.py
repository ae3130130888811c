"""The site from a real nginx with ``deploy/nginx.conf``, at a domain's root and under a sub-path, in real Chromium."""

from __future__ import annotations

import socket
import ssl
import subprocess
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from http.client import HTTPMessage
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, expect

from deploy.nginx import Server, nginx
from tests.conftest import ROOT, build_site, choose, wait_for_stage, watched

BASES = ("/", "/help/")
PUBLISH = ROOT / "deploy" / "publish.sh"
POLICY = "content-security-policy.conf"  # written by the build
IMMUTABLE = "public, max-age=31536000, immutable"
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}


@pytest.fixture(scope="module", params=BASES)
def server(request: pytest.FixtureRequest, site: Path) -> Iterator[Server]:
    with nginx(site, request.param) as server:
        yield server


def get(address: str, **headers: str) -> tuple[int, HTTPMessage, bytes]:
    asked = urllib.request.Request(address, headers={name.replace("_", "-"): value for name, value in headers.items()})
    try:
        with urllib.request.urlopen(asked, timeout=20) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as answer:
        return answer.code, answer.headers, answer.read()


def heavy(site: Path, name: str) -> str:
    (found,) = (site / "assets").rglob(name)
    return found.relative_to(site).as_posix()


@pytest.mark.parametrize(
    "file", ["pyodide.asm.wasm", "python_stdlib.zip", "worker.js", "diagnose.css", "bundle.*.min.js", "main.*.min.css"]
)
def test_heavy_files_are_fetched_once(server: Server, site: Path, file: str) -> None:
    """What is named by its content stays in the browser for a year, without a question to the server."""
    status, headers, _ = get(server.address + heavy(site, file))
    assert (status, headers["Cache-Control"]) == (200, IMMUTABLE)


@pytest.mark.parametrize(
    "address", ["", "guide/check/", "diagnose/", "diagnose/photo-missing/", "causes/record-hidden/", "sw.js", "404.html"]
)
def test_a_correction_is_seen_at_once(server: Server, address: str) -> None:
    """Pages and the service worker are asked for anew each time, and cost nothing where they have not changed."""
    status, headers, _ = get(server.address + address)
    assert (status, headers["Cache-Control"]) == (200, "no-cache")
    assert get(server.address + address, If_None_Match=headers["ETag"])[0] == 304


@pytest.mark.parametrize("file", ["pyodide.asm.wasm", "python_stdlib.zip", "pyodide.mjs"])
@pytest.mark.parametrize(("accepted", "ending"), [("gzip, deflate, br", ".br"), ("gzip", ".gz"), ("identity", "")])
@pytest.mark.parametrize("via", ["", "1.1 cdn"])
def test_files_are_sent_as_small_as_the_browser_can_read(
    server: Server, site: Path, file: str, accepted: str, ending: str, via: str
) -> None:
    """Brotli where it is read, else gzip, else the file itself; also to a CDN; and caches are told that it depends."""
    address = heavy(site, file)
    _, headers, body = get(server.address + address, Accept_Encoding=accepted, **({"Via": via} if via else {}))
    assert headers["Content-Encoding"] == {".br": "br", ".gz": "gzip", "": None}[ending]
    assert body == (site / (address + ending)).read_bytes()
    assert headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("file", "kind"),
    [("pyodide.asm.wasm", "application/wasm"), ("pyodide.mjs", "text/javascript"), ("worker.js", "application/javascript")],
)
def test_browsers_take_files_for_what_they_are(server: Server, site: Path, file: str, kind: str) -> None:
    """WebAssembly is compiled while it arrives, and module scripts run, which browsers refuse under another type."""
    assert get(server.address + heavy(site, file))[1].get_content_type() == kind


@pytest.mark.parametrize("address", ["no/such/page/", "diagnose/photo-missing/no-such/", f"assets/runtime/{'0' * 16}/pyodide.asm.wasm"])
def test_an_unknown_address_is_said_to_be_unknown(server: Server, site: Path, address: str) -> None:
    """The page of unknown addresses comes with status 404, and no cache remembers a file as missing."""
    status, headers, body = get(server.address + address)
    assert (status, body) == (404, (site / "404.html").read_bytes())
    assert headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("address", ["", "sw.js", "no/such/page/", "guide"])
def test_every_answer_has_the_safe_headers(server: Server, address: str) -> None:
    """Pages, scripts, errors and redirects: no guessing of types, no address told to other sites, no device features."""
    headers = get(server.address + address)[1]
    assert {name: headers[name] for name in ALWAYS} == ALWAYS
    assert headers["Server"] == "nginx"


def test_an_address_without_its_last_slash_is_found(server: Server) -> None:
    """Someone who types an address from paper and leaves out the slash comes to the page, on any host and port."""
    base = urlsplit(server.address).path
    shorter = [f"{server.address}diagnose"] + ([server.address.rstrip("/")] if base != "/" else [])
    assert [get(address)[0] for address in shorter] == [200] * len(shorter)


def test_the_content_security_policy_of_the_build_is_sent(site: Path) -> None:
    """What the build wrote is on every answer, also on errors, beside the other headers: no other site can frame ours."""
    with nginx(site) as server:
        for address in ("", "no/such/page/"):
            headers = get(server.address + address)[1]
            assert f'"{headers["Content-Security-Policy"]}"' in (site / POLICY).read_text(encoding="utf-8")
            assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_site_without_a_policy_is_served_too(tmp_path: Path) -> None:
    """A release from before the policy can be rolled back to: nginx starts, with the other headers."""
    (tmp_path / "index.html").write_text("here", encoding="utf-8")
    with nginx(tmp_path) as server:
        status, headers, _ = get(server.address)
        assert (status, headers["Content-Security-Policy"], headers["X-Content-Type-Options"]) == (200, None, "nosniff")


def test_with_a_certificate_browsers_are_served_over_http_2(site: Path, tmp_path: Path) -> None:
    """The TLS lines of the configuration are valid as they stand, and HTTP/2 is agreed on."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1", "-keyout", key, "-out", certificate]
    subprocess.run(command, check=True, capture_output=True)
    with nginx(site, certificate=(certificate, key)) as server:
        assert agreed_protocol(server) == "h2"


def agreed_protocol(server: Server) -> str | None:
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    trusting.set_alpn_protocols(["h2", "http/1.1"])
    port = urlsplit(server.address).port
    with trusting.wrap_socket(socket.create_connection(("127.0.0.1", port))) as connection:
        return connection.selected_alpn_protocol()


def test_the_journey_from_nginx(server: Server, context: BrowserContext) -> None:
    """A student finds out that the uploaded photo carries wrong details, answered by Python, with nothing on the console."""
    with watched(context, server.address) as page:
        page.goto(f"{server.address}diagnose/")
        wait_for_stage(page, "ready")
        for option in ("photo-missing", "taken", "uploaded"):
            choose(page, option)
        expect(page.locator('[data-outcome="photo-details-mismatch"]')).to_be_visible()
        assert page.url == f"{server.address}diagnose/photo-missing/taken/uploaded/"


def test_the_page_of_unknown_addresses_finds_its_files_below_a_sub_path(tmp_path: Path, context: BrowserContext) -> None:
    """Built for its address, the 404 page below /help/ has its styles, and leads from an old position into the tool."""
    build_site(tmp_path, SITE_URL="https://help.example.edu.cn/help/")
    with nginx(tmp_path, "/help/") as server:
        page = context.new_page()
        missing: list[str] = []
        page.on("response", lambda r: missing.append(r.url) if r.status >= 400 and r.request.resource_type != "document" else None)
        page.goto(f"{server.address}diagnose/photo-missing/gone/")
        page.wait_for_selector("[data-question]")
        assert page.url.startswith(f"{server.address}diagnose/")
        assert missing == []


def publish(base: Path, *arguments: str | Path) -> None:
    subprocess.run([PUBLISH, base, *arguments], check=True, capture_output=True)


@pytest.fixture
def newer(site: Path, tmp_path: Path) -> Path:
    """Another release, as a zip: other words on a page, and other names of the heavy folders."""
    archive = tmp_path / "newer.zip"
    names = [next((site / "assets" / kind).iterdir()).name for kind in ("runtime", "site")]
    with zipfile.ZipFile(archive, "w") as packed:
        for file in (f for f in site.rglob("*") if f.is_file() and f.suffix not in (".br", ".gz")):
            packed.writestr(renamed(file.relative_to(site).as_posix().encode(), names).decode(), renamed(file.read_bytes(), names))
    return archive


def renamed(data: bytes, names: list[str]) -> bytes:
    for name in map(str.encode, names):
        data = data.replace(name, name[::-1])
    return data


def test_an_open_page_outlives_a_release_and_its_taking_back(site: Path, newer: Path, tmp_path: Path, context: BrowserContext) -> None:
    """A page opened before a release still starts Python after it; one opened before a roll back, after that."""
    base = tmp_path / "served"
    base.mkdir()
    publish(base, site)
    first = (base / "current").readlink().name
    with nginx(base / "current") as server, watched(context, server.address) as page:
        for change in ((newer,), ("back", first)):
            opened_before(page, server, base, change)


def opened_before(page, server: Server, base: Path, change: tuple[str | Path, ...]) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'connection', { configurable: true, value: { saveData: true } })")
    page.goto(f"{server.address}diagnose/")
    page.wait_for_selector(".dx-status button")
    before = (base / "current").readlink()
    publish(base, *change)
    assert (base / "current").readlink() != before
    page.click(".dx-status button")
    wait_for_stage(page, "ready")
