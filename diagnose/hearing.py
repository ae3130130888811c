"""The folder ``knowledge/hearing`` and the phrases → an Ear, and what is wrong in their files."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from . import weights
from .content_error import ContentError, Place, nearest
from .features import Lexicon
from .model import Knowledge
from .normalise import Spelling
from .recognise import OTHER_MATTERS, Ear
from .source import shown_name

NOTHING = "nothing"  # label of phrases that say nothing of use
MOST_OF_A_LINE = 15.0  # a line with many choices weighs as much as so many phrases
_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")
MARK = " + "  # between a phrase and a further finding it establishes


@dataclass(frozen=True, slots=True)
class Phrase:
    text: str
    labels: tuple[str, ...]
    place: Place
    one_of: int  # how many phrases its line stands for

    @property
    def share(self) -> float:
        """What it weighs in training: less than 1 for one of many that a line stands for."""
        return min(1.0, MOST_OF_A_LINE / self.one_of)


def read_ear(folder: Path) -> Ear:
    """``folder`` is that of the knowledge; its weights must be there (``./run train`` writes them)."""
    hearing = folder / "hearing"
    spelling = read_spelling(hearing)
    return Ear(spelling, read_lexicon(hearing, spelling), weights.read((hearing / "weights.txt").read_text(encoding="utf-8")))


def read_spelling(hearing: Path) -> Spelling:
    usual = tomllib.loads((hearing / "spelling.toml").read_text(encoding="utf-8"))
    _, traditional, simplified = (hearing / "traditional.txt").read_text(encoding="utf-8").split("\n")[:3]
    simple = str.maketrans(traditional, simplified)
    return Spelling({way.translate(simple): word for word, ways in usual.items() for way in ways}, simple, _sounds(hearing))


def _sounds(hearing: Path) -> dict[str, str]:
    read = tomllib.loads((hearing / "sounds.toml").read_text(encoding="utf-8"))
    alike = {letter: f"[{letters}]" for letters in read["alike"] for letter in letters}
    return {word: "".join(alike.get(letter, letter) for letter in word) for word in read["words"].split()}


def read_lexicon(hearing: Path, spelling: Spelling) -> Lexicon:
    concepts: dict[str, set[str]] = {}
    for concept, said in tomllib.loads((hearing / "concepts.toml").read_text(encoding="utf-8")).items():
        for word in said.split():
            concepts.setdefault(spelling.normalise(word).text, set()).add(concept)
    return Lexicon({word: frozenset(each) for word, each in concepts.items()})


def read_phrases(folder: Path) -> Iterator[Phrase]:
    """Every phrase of ``phrases/<label>.txt``; lines that begin with # are remarks."""
    for file in sorted((folder / "phrases").glob("*.txt")):
        name = shown_name(file)
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                text, *further = line.split(MARK)
                labels = (file.stem, *(f.strip() for f in further))
                ways = list(_ways(text.strip()))
                yield from (Phrase(way, labels, Place(name, number), len(ways)) for way in ways)


def _ways(line: str) -> Iterator[str]:
    """``(照片|相片)(没有|是空的)`` → each way of choosing one from every bracket."""
    parts = [part.split("|") if n % 2 else [part] for n, part in enumerate(_CHOICE.split(line))]
    return ("".join(choice) for choice in product(*parts))


def digest(folder: Path) -> str:
    """Changes whenever something changes that the weights are trained on."""
    files = [folder / "hearing" / name for name in ("spelling.toml", "sounds.toml", "concepts.toml", "traditional.txt")]
    content = b"".join(file.read_bytes() for file in [*files, *sorted((folder / "phrases").glob("*.txt"))])
    return hashlib.sha256(content).hexdigest()[:16]


def mistakes(folder: Path, knowledge: Knowledge) -> Iterator[ContentError]:
    first: dict[str, Place] = {}
    for phrase in read_phrases(folder):
        for label in phrase.labels:
            if label not in knowledge.findings and label not in (NOTHING, OTHER_MATTERS):
                yield ContentError(phrase.place, f"没有叫「{label}」的情况", nearest(label, knowledge.findings))
        if phrase.one_of == 1 and (earlier := first.setdefault(phrase.text, phrase.place)) != phrase.place:
            yield ContentError(phrase.place, f"「{phrase.text}」在 {earlier.file}:{earlier.line} 已经写过", "留下一处")
    file = folder / "hearing" / "weights.txt"
    if not file.is_file() or weights.read(file.read_text(encoding="utf-8")).trained_on != digest(folder):
        yield ContentError(Place(shown_name(file), 1), "学生的说法改过了，程序还没有重新学", "运行 ./run train")
