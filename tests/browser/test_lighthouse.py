"""Lighthouse, as anybody may run it against the site, finds nothing to say."""

from __future__ import annotations

import json
import os
import subprocess

import pytest

from tests.conftest import ROOT

LIGHTHOUSE = ROOT / "node_modules" / ".bin" / "lighthouse"
PAGES = {"front": "", "guide": "guide/check/", "tool": "diagnose/", "cause": "causes/record-hidden/"}
CATEGORIES = ("accessibility", "best-practices", "seo")


@pytest.mark.parametrize("page", PAGES)
def test_lighthouse_gives_full_marks(address: str, page: str) -> None:
    """Accessibility, best practices and search engines: 100 each, on each kind of page."""
    command = [str(LIGHTHOUSE), address + PAGES[page], "--quiet", "--output=json", f"--only-categories={','.join(CATEGORIES)}"]
    browser = {"CHROME_PATH": os.environ["CHROMIUM"]} if os.environ.get("CHROMIUM") else {}
    flags = "--chrome-flags=--headless --no-sandbox --disable-gpu"
    run = subprocess.run([*command, flags], capture_output=True, check=True, env=os.environ | browser)
    report = json.loads(run.stdout)
    failed = [id for id, audit in report["audits"].items() if audit["score"] == 0]
    assert {name: report["categories"][name]["score"] for name in CATEGORIES} == dict.fromkeys(CATEGORIES, 1), failed
