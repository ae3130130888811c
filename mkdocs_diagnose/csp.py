"""A page → the same with its Content-Security-Policy: nothing but our own origin, inline scripts only by their hash. No MkDocs here."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterable

_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)(?![^>]*application/(?:ld\+)?json)[^>]*>(.*?)</script>", re.DOTALL)
_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
_HEAD = re.compile(r'<meta charset="utf-8">')
OURS = "'self'"


def with_policy(html: str) -> str:
    """The policy as the first thing a browser reads after the character set; a page without a head stays as it is."""
    return _HEAD.sub(lambda head: f'{head[0]}<meta http-equiv="Content-Security-Policy" content="{policy([html])}">', html, count=1)


def policy(pages: Iterable[str]) -> str:
    """What all the pages need together. ``wasm-unsafe-eval`` lets WebAssembly compile, and no script from text."""
    scripts, styles = set[str](), set[str]()
    for html in pages:
        scripts.update(map(_hash, _SCRIPT.findall(html)))
        styles.update(map(_hash, _STYLE.findall(html)))
    rules = {
        "default-src": ["'none'"],
        "script-src": [OURS, "'wasm-unsafe-eval'", *sorted(scripts)],
        "style-src": [OURS, *sorted(styles)],
        "img-src": [OURS, "data:"],
        **{f"{kind}-src": [OURS] for kind in ("connect", "font", "worker", "manifest")},
        **{name: ["'none'"] for name in ("base-uri", "form-action", "object-src")},
    }
    return "; ".join(f"{name} {' '.join(allowed)}" for name, allowed in rules.items())


def _hash(inline: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(inline.encode()).digest()).decode()}'"
