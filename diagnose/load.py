"""The knowledge folder → (Knowledge, errors). The only reader of ``knowledge/``; it never reasons."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from . import shape
from .assemble import assemble, in_folder
from .content_error import ContentError, Place, nearest
from .model import Knowledge
from .source import Document, read, shown_name

KNOWLEDGE = Path(__file__).parent / "knowledge"
KINDS_OF_SOURCE = ("official", "university", "media", "weak")
KINDS = {
    "finding": "情况", "source": "出处", "role": "联系对象", "group": "分组", "kind of source": "出处类别", "cause": "原因",
    "question": "问题", "drawing": "示意图",
}  # fmt: skip

_TABLES = {
    "findings": shape.FINDING, "sources": shape.SOURCE, "roles": shape.ROLE, "glossary": shape.TERM, "drawings": shape.DRAWING,
}  # fmt: skip
_WHOLE = {"flow": shape.FLOW, "school": shape.SCHOOL, "codes": shape.CODES}
_FILES = {"finding": "findings", "source": "sources", "role": "roles", "drawing": "drawings"}
_CODE = re.compile(r"[ACDEFGHJKMNPQRTWXY][34679]-[ACDEFGHJKMNPQRTWXY][34679]")
_FOLDERS = {"causes": shape.CAUSE, "questions": shape.QUESTION, "scenarios": shape.SCENARIOS}


def load(folder: Path = KNOWLEDGE, school: Path | None = None) -> tuple[Knowledge | None, list[ContentError]]:
    """Read the whole folder, with another school's profile in place of its own where one is named.

    With any error there is no Knowledge, and the list holds every error.
    """
    into = shape.Noted()
    documents = dict(_documents(_files(folder, school), into))
    for name, document in documents.items():
        _check_shape(name, document, into)
    if not into.errors:
        _check_ids(documents, into)
    return (None if into.errors else assemble({name: d.values for name, d in documents.items()})), into.errors


def tables(folder: Path, school: Path | None = None) -> dict[str, Any]:
    """What ``assemble`` takes, without the scenarios; for files in which ``load`` has found no mistake."""
    documents = _documents(_files(folder, school), shape.Noted())
    return {name: document.values for name, document in documents if not name.startswith("scenarios/")}


def _files(folder: Path, school: Path | None) -> dict[str, Path]:
    names = [*_WHOLE, *_TABLES]
    names += sorted(f"{kind}/{f.stem}" for kind in _FOLDERS for f in (folder / kind).glob("*.toml"))
    return {name: folder / f"{name}.toml" for name in names} | ({"school": school} if school else {})


def _documents(files: Mapping[str, Path], into: shape.Noted) -> Iterator[tuple[str, Document]]:
    for name, file in files.items():
        if not file.is_file():
            into.errors.append(ContentError(Place(shown_name(file), 1), "没有这个文件", "把它放回原处，它不能缺"))
            continue
        document = read(file, shown_name(file))
        if isinstance(document, ContentError):
            into.errors.append(document)
        else:
            yield name, document


def _check_shape(name: str, document: Document, into: shape.Noted) -> None:
    if name in _TABLES:
        for id, table in document.values.items():
            if isinstance(table, dict):
                shape.check_table(document, table, _TABLES[name], (id,), into)
            else:
                into.errors.append(ContentError(document.place(id), f"「{id}」不在任何小节里", f"写在某个 [{id}] 这样的小节下面"))
    else:
        shape.check_table(document, document.values, (_WHOLE | _FOLDERS)[name.split("/")[0]], (), into)


def _check_ids(documents: Mapping[str, Document], into: shape.Noted) -> None:
    known = _known(documents)
    for reference in into.references:
        if reference.id not in known[reference.to]:
            found = f"没有叫「{reference.id}」的{KINDS[reference.to]}"
            into.errors.append(ContentError(reference.place, found, nearest(reference.id, known[reference.to])))
    into.errors += _duplicate_options(in_folder(documents, "questions"))
    into.errors += _questions_never_asked(documents, in_folder(documents, "questions"))
    into.errors += _codes(documents["codes"], known["cause"])
    into.errors += _periods_that_end_before_they_start(documents["school"])


def _known(documents: Mapping[str, Document]) -> Mapping[str, Collection[str]]:
    """Every id there is, by what it names."""
    tables = {kind: documents[name].values.keys() for kind, name in _FILES.items()}
    folders = {kind: in_folder(documents, name).keys() for kind, name in (("cause", "causes"), ("question", "questions"))}
    groups = [group["id"] for group in documents["flow"].values["group"]]
    return {**tables, **folders, "group": groups, "kind of source": KINDS_OF_SOURCE}


def _duplicate_options(questions: Mapping[str, Document]) -> Iterator[ContentError]:
    first: dict[str, Place] = {}
    for document in questions.values():
        for index, option in enumerate(document.values["option"]):
            place = document.place("option", index, "id")
            if earlier := first.get(option["id"]):
                yield ContentError(
                    place, f"选项 id「{option['id']}」在 {earlier.file}:{earlier.line} 已经用过", "换一个没用过的 id，它是网址的一部分"
                )
            first.setdefault(option["id"], place)


def _codes(document: Document, causes: Iterable[str]) -> Iterator[ContentError]:
    now, former = document.values["now"], document.values.get("former", {})
    for id in causes:
        if id not in now:
            yield ContentError(document.place("now"), f"「{id}」没有编号", f'在 [now] 里加一行 {id} = "……"，用没用过的编号')
    codes = [(("now", id), code) for id, code in now.items()] + [(("former", code), code) for code in former]
    first: dict[str, str] = {}
    for path, code in codes:
        if not _CODE.fullmatch(code):
            yield ContentError(document.place(*path), f"编号写成了「{code}」", "字母、数字、横线、字母、数字，例如 P3-K7")
        if first.setdefault(code, path[1]) != path[1]:
            yield ContentError(document.place(*path), f"编号「{code}」已经是「{first[code]}」的", "换一个没用过的")


def _questions_never_asked(documents: Mapping[str, Document], questions: Mapping[str, Document]) -> Iterator[ContentError]:
    staged = {id for stage in documents["flow"].values["stages"] for id in stage}
    for id, document in questions.items():
        if id not in staged:
            yield ContentError(document.place(), f"问题「{id}」没有排进提问的先后", "在 flow.toml 的 stages 里加上它，或者删掉这个文件")


def _periods_that_end_before_they_start(school: Document) -> Iterator[ContentError]:
    for name in ("collection", "checking"):
        period = school.values.get(name, {})
        if "starts" in period and "ends" in period and period["ends"] < period["starts"]:
            found = f"结束的日期 {period['ends']} 早于开始的日期 {period['starts']}"
            yield ContentError(school.place(name, "ends"), found, "结束不早于开始，看看年份写对没有")
