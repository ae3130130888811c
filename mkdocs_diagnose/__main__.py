"""``python -m mkdocs_diagnose``: hold the guide's markers and all wording to their rules; 内容检查的后一半。"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from diagnose import Knowledge, load
from diagnose.content_error import ContentError, report

from . import guide, wording

ROOT = Path(__file__).parent.parent
WRITTEN = ("docs/**/*.md", "diagnose/knowledge/*.toml", "diagnose/knowledge/causes/*.toml", "diagnose/knowledge/questions/*.toml")


def all_mistakes(knowledge: Knowledge) -> Iterator[ContentError]:
    """In every file people write: first the markers, then the wording."""
    for file in (file for pattern in WRITTEN for file in sorted(ROOT.glob(pattern))):
        name, text = file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8")
        if file.suffix == ".md":
            yield from guide.mistakes(name, text, knowledge)
        yield from wording.mistakes(name, text)


def main() -> int:
    knowledge, errors = load()
    errors = errors or list(all_mistakes(knowledge)) if knowledge else errors
    print(report(errors) if errors else "指南的标记和全部用词没有错误。")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
