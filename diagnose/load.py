"""The knowledge folder → (Knowledge, errors). The only reader of ``knowledge/``; it never reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from . import shape
from .content_error import ContentError, Place, nearest
from .model import (
    Cause,
    Contact,
    Example,
    Finding,
    Flow,
    Group,
    Knowledge,
    NextStep,
    Option,
    Period,
    Provenance,
    Question,
    Role,
    School,
    Source,
    Statement,
)  # fmt: skip
from .source import Document, read

KNOWLEDGE = Path(__file__).parent / "knowledge"
KINDS_OF_SOURCE = ("official", "university", "media", "weak")
UNSURE = "不确定"

_TABLES = {"findings": shape.FINDING, "sources": shape.SOURCE, "roles": shape.ROLE}
_WHOLE = {"flow": shape.FLOW, "school": shape.SCHOOL}
_FOLDERS = {"causes": shape.CAUSE, "questions": shape.QUESTION}


def load(folder: Path = KNOWLEDGE, school: Path | None = None) -> tuple[Knowledge | None, list[ContentError]]:
    """Read the whole folder, with another school's profile in place of its own where one is named.

    With any error there is no Knowledge, and the list holds every error.
    """
    into = shape.Findings()
    documents = dict(_documents(_files(folder, school), into))
    for name, document in documents.items():
        _check_shape(name, document, into)
    if not into.errors:
        _check_ids(documents, into)
    return (None if into.errors else _knowledge(documents)), into.errors


def _files(folder: Path, school: Path | None) -> dict[str, Path]:
    names = [*_WHOLE, *_TABLES]
    names += sorted(f"{kind}/{f.stem}" for kind in _FOLDERS for f in (folder / kind).glob("*.toml"))
    return {name: folder / f"{name}.toml" for name in names} | ({"school": school} if school else {})


def _documents(files: Mapping[str, Path], into: shape.Findings) -> Iterator[tuple[str, Document]]:
    for name, file in files.items():
        if not file.is_file():
            into.errors.append(ContentError(Place(shown_name(file), 1), "没有这个文件", "把它放回原处，它不能缺"))
            continue
        document = read(file, shown_name(file))
        if isinstance(document, ContentError):
            into.errors.append(document)
        else:
            yield name, document


def shown_name(file: Path) -> str:
    """A file's name as an editor finds it: from the current folder where that leads to it."""
    here = Path.cwd()
    return (file.relative_to(here) if file.is_relative_to(here) else file).as_posix()


def _check_shape(name: str, document: Document, into: shape.Findings) -> None:
    if name in _TABLES:
        for id, table in document.values.items():
            if isinstance(table, dict):
                shape.check_table(document, table, _TABLES[name], (id,), into)
            else:
                into.errors.append(ContentError(document.place(id), f"「{id}」不在任何小节里", f"写在某个 [{id}] 这样的小节下面"))
    else:
        shape.check_table(document, document.values, (_WHOLE | _FOLDERS)[name.split("/")[0]], (), into)


def _of(documents: Mapping[str, Document], folder: str) -> dict[str, Document]:
    return {name.split("/")[1]: d for name, d in documents.items() if name.startswith(folder + "/")}


def _check_ids(documents: Mapping[str, Document], into: shape.Findings) -> None:
    known: dict[str, Any] = {
        "finding": documents["findings"].values, "source": documents["sources"].values, "role": documents["roles"].values,
        "group": [g["id"] for g in documents["flow"].values["group"]], "kind of source": KINDS_OF_SOURCE,
        "cause": _of(documents, "causes"), "question": _of(documents, "questions"),
    }  # fmt: skip
    names = {
        "finding": "情况",
        "source": "出处",
        "role": "联系对象",
        "group": "分组",
        "kind of source": "出处类别",
        "cause": "原因",
        "question": "问题",
    }
    for reference in into.references:
        if reference.id not in known[reference.to]:
            into.errors.append(
                ContentError(
                    reference.place, f"没有叫「{reference.id}」的{names[reference.to]}", nearest(reference.id, known[reference.to])
                )
            )
    into.errors += _duplicate_options(_of(documents, "questions"))
    into.errors += _questions_never_asked(documents, known["question"])
    into.errors += _periods_that_end_before_they_start(documents["school"])


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


def _knowledge(documents: Mapping[str, Document]) -> Knowledge:
    flow, school = documents["flow"].values, documents["school"].values
    roles = {id: v | school.get("role", {}).get(id, {}) for id, v in documents["roles"].values.items()}
    return Knowledge(
        findings={id: _finding(id, v) for id, v in documents["findings"].values.items()},
        questions={id: _question(id, d.values) for id, d in _of(documents, "questions").items()},
        causes={id: _cause(id, d.values) for id, d in _of(documents, "causes").items()},
        sources={id: _source(id, v) for id, v in documents["sources"].values.items()},
        roles={id: _role(id, v) for id, v in roles.items()},
        flow=Flow(
            stages=tuple(map(tuple, flow["stages"])),
            review_valid_days=flow["review_valid_days"],
            waiting_days=tuple(school.get("waiting", {}).get("days", flow["waiting_days"])),
            groups=tuple(Group(**g) for g in flow["group"]),
        ),
        school=_school(school),
    )


def _school(v: dict[str, Any]) -> School:
    facts = [v[name] for name in ("collection", "checking", "waiting", "corrections") if name in v]
    return School(
        name=v.get("school", {}).get("name", ""),
        collection=_period(v.get("collection")),
        checking=_period(v.get("checking")),
        corrections=v.get("corrections", {}).get("text", ""),
        provenance=tuple(Provenance(source=fact["source"], reviewed=fact["reviewed"]) for fact in facts),
    )


def _period(v: dict[str, Any] | None) -> Period | None:
    if v is None:
        return None
    provenance = Provenance(source=v["source"], reviewed=v["reviewed"])
    return Period(starts=v.get("starts"), ends=v.get("ends"), note=v.get("note", ""), provenance=provenance)


def _finding(id: str, v: dict[str, Any]) -> Finding:
    return Finding(id=id, says=v["says"], topic=v.get("topic", ""), implies=tuple(v.get("implies", ())))


def _question(id: str, v: dict[str, Any]) -> Question:
    options = [Option(id=o["id"], label=o["label"], findings=tuple(o["findings"])) for o in v["option"]]
    options.append(Option(id=f"{id}-unsure", label=UNSURE, findings=tuple(v.get("unsure", {}).get("findings", ()))))
    return Question(
        id=id, title=v["title"], why=v["why"], look=v["look"], drawing=v.get("drawing", ""),
        when=tuple(v.get("when", ())), options=tuple(options),
    )  # fmt: skip


def _source(id: str, v: dict[str, Any]) -> Source:
    return Source(id=id, **{**v, "links": tuple(v.get("links", ()))})


def _role(id: str, v: dict[str, Any]) -> Role:
    texts = {key: v.get(key, "") for key in ("name", "phone", "email", "hours", "place", "note")}
    provenance = Provenance(source=v["source"], reviewed=v["reviewed"]) if "source" in v else None
    return Role(id=id, **texts, sources=tuple(v.get("sources", ())), provenance=provenance)


def _statement(v: dict[str, Any]) -> Statement:
    return Statement(text=v["text"], sources=tuple(v["sources"]))


def _cause(id: str, v: dict[str, Any]) -> Cause:
    evidence = v.get("evidence", {})
    return Cause(
        id=id, title=v["title"], group=v["group"], commonness=v["commonness"], reviewed=v["reviewed"],
        related=tuple(v.get("related", ())),
        when=tuple(tuple(w["findings"]) for w in v["when"]),
        evidence_for=tuple(evidence.get("for", ())), evidence_against=tuple(evidence.get("against", ())),
        meaning=_statement(v["meaning"]), why=_statement(v["why"]),
        next_step=_next_step(v["next_step"]),
        contact=_contact(v["contact"]),
        if_ignored=_statement(v["if_ignored"]), by_when=_statement(v["by_when"]),
        examples=tuple(Example(findings=tuple(e["findings"]), days_since_photo=e.get("days_since_photo")) for e in v["example"]),
    )  # fmt: skip


def _contact(v: dict[str, Any]) -> Contact:
    return Contact(roles=tuple(v["roles"]), text=v["text"], sources=tuple(v["sources"]))


def _next_step(v: dict[str, Any]) -> NextStep:
    return NextStep(
        steps=tuple(v["steps"]), bring=tuple(v.get("bring", ())), takes=v["takes"], avoid=tuple(v["avoid"]), sources=tuple(v["sources"]),
    )  # fmt: skip
