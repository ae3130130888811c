"""The knowledge a browser answers with: compiled by the build, or read from the files where it has not."""

from __future__ import annotations

from functools import cache

from .assemble import assemble
from .model import Knowledge

try:
    from . import compiled as compiled  # type: ignore[attr-defined]  # only in the site's runtime
except ImportError:
    compiled = None


@cache
def knowledge() -> Knowledge:
    if compiled:
        return assemble(compiled.TABLES)
    from .load import load

    read, errors = load()
    assert read, errors  # the build publishes nothing that does not load
    return read
