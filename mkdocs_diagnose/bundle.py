"""The knowledge and the ear → a Python module of literals, which a browser reads faster than TOML. Editors see only TOML."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from diagnose import weights
from diagnose.hearing import read_ear
from diagnose.load import tables

HEAD = '"""Made by the build from the knowledge; read by ``diagnose.browser`` in place of the files."""\n\nfrom datetime import date\n\n'


def module(folder: Path, school: Path) -> str:
    """The source of ``diagnose/compiled.py``: the tables of the files, and the parts of the ear, as literals."""
    ear = read_ear(folder)
    values = {
        "TABLES": _shown(tables(folder, school)),
        "SAME": dict(ear.spelling.same),
        "SIMPLIFIED": ear.spelling.simplified,
        "SOUNDS": dict(ear.spelling.sounds),
        "CONCEPTS": {word: sorted(concepts) for word, concepts in ear.lexicon.concepts.items()},
        "WEIGHTS": weights.write(ear.weights),  # as one text: half the size of as many small strings
        "INTENT_WEIGHTS": weights.write(ear.intent_weights),
    }
    return HEAD + "".join(f"{name} = {_literal(value)}\n" for name, value in values.items())


def _shown(tables: dict[str, Any]) -> dict[str, Any]:
    """What a browser shows: of a source its name, not what it says and where."""
    sources = {id: {**source, "says": "", "links": []} for id, source in tables["sources"].items()}
    return {**tables, "sources": sources}


def _literal(value: Any) -> str:
    """Like repr, with dates that a module can import and no part that only editors need."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key!r}: {_literal(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_literal, value)) + "]"
    return repr(value).removeprefix("datetime.")
