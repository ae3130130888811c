"""The folders ``hearing``, ``phrases`` and ``utterances`` of the knowledge → an Ear, and what is wrong in their files."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from . import weights
from .content_error import ContentError, Place, nearest
from .ear import Ear
from .features import Lexicon
from .intent import NOTHING, OTHER_MATTERS, STEP
from .model import Knowledge
from .normalise import Spelling
from .source import shown_name

MOST_OF_A_LINE = 15.0  # a line with many choices weighs as much as so many phrases
_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")
MARK = " + "  # between a phrase and a further finding it establishes
_FURTHER = re.compile(r" ([+/]) ([a-z-]+)(?=$| [+/] )")  # after an utterance: a cause it is also about, or may be about
PHRASE_WEIGHTS, INTENT_WEIGHTS = "weights.txt", "intent-weights.txt"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A way of saying what its labels establish."""

    text: str
    labels: tuple[str, ...]
    place: Place
    one_of: int  # how many phrases its line stands for

    @property
    def share(self) -> float:
        """What it weighs in training: less than 1 for one of many that a line stands for."""
        return min(1.0, MOST_OF_A_LINE / self.one_of)


@dataclass(frozen=True, slots=True)
class Utterance:
    """A whole message, and the causes it is about."""

    text: str
    labels: tuple[str, ...]  # causes
    ambiguous: bool  # whether one would have to ask which of them it is
    place: Place


def read_ear(folder: Path) -> Ear:
    """``folder`` is that of the knowledge; its weights must be there (``./run train`` writes them)."""
    hearing = folder / "hearing"
    spelling = read_spelling(hearing)
    phrases, utterances = (weights.read((hearing / name).read_text(encoding="utf-8")) for name in (PHRASE_WEIGHTS, INTENT_WEIGHTS))
    return Ear(spelling, read_lexicon(hearing, spelling), phrases, utterances)


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
            concepts.setdefault(spelling.normalise(word), set()).add(concept)
    return Lexicon({word: frozenset(each) for word, each in concepts.items()})


def read_phrases(folder: Path) -> Iterator[Phrase]:
    """Every phrase of ``phrases/<label>.txt``."""
    for label, line, place in _lines(folder / "phrases"):
        text, *further = line.split(MARK)
        labels = (label, *(f.strip() for f in further))
        ways = list(_ways(text.strip()))
        yield from (Phrase(way, labels, place, len(ways)) for way in ways)


def read_utterances(folder: Path) -> Iterator[Utterance]:
    """Every message of ``utterances/<cause>.txt``: ``text``, ``text + also-about-this``, ``text / or-perhaps-this``."""
    for cause, line, place in _lines(folder / "utterances"):
        further = list(_FURTHER.finditer(line))
        text = line[: further[0].start()] if further else line
        causes = (cause, *(each[2] for each in further))
        yield Utterance(text.strip(), causes, any(each[1] == "/" for each in further), place)


def _lines(folder: Path) -> Iterator[tuple[str, str, Place]]:
    """Each line that is no remark, with the name of its file."""
    for file in sorted(folder.glob("*.txt")):
        name = shown_name(file)
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                yield file.stem, line, Place(name, number)


def _ways(line: str) -> Iterator[str]:
    """``(照片|相片)(没有|是空的)`` → each way of choosing one from every bracket."""
    parts = [part.split("|") if n % 2 else [part] for n, part in enumerate(_CHOICE.split(line))]
    return ("".join(choice) for choice in product(*parts))


def digest(folder: Path) -> str:
    """Changes whenever something changes that the weights are trained on."""
    files = [folder / "hearing" / name for name in ("spelling.toml", "sounds.toml", "concepts.toml", "traditional.txt")]
    content = b"".join(
        file.read_bytes()
        for file in [*files, *(file for name in ("phrases", "utterances") for file in sorted((folder / name).glob("*.txt")))]
    )
    return hashlib.sha256(content).hexdigest()[:16]


def mistakes(folder: Path, knowledge: Knowledge) -> Iterator[ContentError]:
    phrases, utterances = list(read_phrases(folder)), list(read_utterances(folder))
    yield from _unknown(phrases, {*knowledge.findings, NOTHING, OTHER_MATTERS})
    yield from _unknown(utterances, {*knowledge.causes, STEP, OTHER_MATTERS})
    yield from _said_twice(phrase for phrase in phrases if phrase.one_of == 1)
    yield from _said_twice(utterances)
    for name in (PHRASE_WEIGHTS, INTENT_WEIGHTS):
        file = folder / "hearing" / name
        if not file.is_file() or weights.read(file.read_text(encoding="utf-8")).trained_on != digest(folder):
            yield ContentError(Place(shown_name(file), 1), "学生的说法改过了，程序还没有重新学", "运行 ./run train")


def _unknown(said: Iterable[Phrase | Utterance], known: set[str]) -> Iterator[ContentError]:
    for each in said:
        for label in each.labels:
            if label not in known:
                yield ContentError(each.place, f"没有叫「{label}」的情况", nearest(label, known))


def _said_twice(said: Iterable[Phrase | Utterance]) -> Iterator[ContentError]:
    first: dict[str, Place] = {}
    for each in said:
        if (earlier := first.setdefault(each.text, each.place)) != each.place:
            yield ContentError(each.place, f"「{each.text}」在 {earlier.file}:{earlier.line} 已经写过", "留下一处")
