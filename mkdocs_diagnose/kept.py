"""What is slow to make, made once for the same input and kept in a folder. No MkDocs here."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable, Iterable
from pathlib import Path


def kept(folder: Path, kind: str, made_from: Iterable[bytes], make: Callable[[], bytes]) -> bytes:
    """What ``make`` returns for ``made_from``, from ``folder`` where it was made before; ``kind`` tells makers apart."""
    digest = hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in made_from)).hexdigest()[:32]
    file = folder / f"{kind}-{digest}"
    if not file.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
        part.write_bytes(make())
        part.rename(file)  # whole or not at all, should two builds run at once
    return file.read_bytes()
