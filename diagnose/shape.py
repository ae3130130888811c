"""What a knowledge file may hold: shapes as data, and one function that holds a table against its shape.

Every mistake is collected; nothing is raised. Ids that point elsewhere are checked by ``load`` once all
files are read, for which ``check_table`` notes each reference on the way.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from .content_error import ContentError, KeyPath, Place, nearest
from .source import Document

WORDS = {
    "text": "一段带英文引号的文字",
    "texts": '方括号里的一列文字，例如 ["甲", "乙"]',
    "number": "一个整数",
    "yes or no": "true 或 false（不加引号）",
    "two days": "两个天数，小的在前，例如 [60, 90]",
    "phone": "电话号码，例如 0731-85551234、400-123-4567 或 11 位手机号",
    "email": "邮箱地址，例如 xueji@school.edu.cn",
    "date": "日期，例如 2026-11-24（不加引号）",
    "named tables": "几个小节，例如 [role.college]",
    "table": "一个小节，例如 [meaning]",
    "codes": '一行一个，例如 all-correct = "P3-K7"',
    "former codes": '一行一个，例如 "P3-K7" = "all-correct"',
    "tables": "可以重复的小节，例如 [[option]]",
    "lists": '方括号里再放方括号，例如 [["甲"], ["乙"]]',
}


_PHONE = re.compile(r"0\d{2,3}-\d{7,8}(-\d{1,5})?|400-\d{3}-\d{4}|1\d{10}")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Key:
    """``kind`` is one of WORDS; ``to`` names what the ids in it point to, such as ``finding``."""

    kind: str
    to: str = ""
    required: bool = True
    shape: Mapping[str, Key] = field(default_factory=dict)


def optional(kind: str, to: str = "", shape: Mapping[str, Key] | None = None) -> Key:
    return Key(kind, to, False, shape or {})


STATEMENT = {"text": Key("text"), "sources": Key("texts", "source")}
CAUSE = {
    "title": Key("text"),
    "group": Key("text", "group"),
    "commonness": Key("number"),
    "reviewed": Key("date"),
    "related": optional("texts", "cause"),
    "when": Key("tables", shape={"findings": Key("texts", "finding")}),
    "evidence": optional("table", shape={"for": optional("texts", "finding"), "against": optional("texts", "finding")}),
    "meaning": Key("table", shape=STATEMENT),
    "why": Key("table", shape=STATEMENT),
    "next_step": Key("table", shape={
        "steps": Key("texts"), "bring": optional("texts"), "takes": Key("text"), "avoid": Key("texts"),
        "sources": Key("texts", "source"),
    }),
    "contact": Key("table", shape={"roles": Key("texts", "role"), **STATEMENT}),
    "if_ignored": Key("table", shape=STATEMENT),
    "by_when": Key("table", shape=STATEMENT),
    "notice": optional("table", shape=STATEMENT),
    "example": Key("tables", shape={"findings": Key("texts", "finding"), "days_since_photo": optional("number")}),
    "message": Key("table", shape={
        "to": Key("text", "role"), "see": Key("text"), "checked": optional("text"), "ask": Key("text"), "attach": optional("texts"),
    }),
    "waits": optional("yes or no"),
    "typed": optional("yes or no"),
}  # fmt: skip
QUESTION = {
    "title": Key("text"),
    "why": Key("text"),
    "look": Key("text"),
    "drawing": optional("text", "drawing"),
    "when": optional("texts", "finding"),
    "option": Key("tables", shape={"id": Key("text"), "label": Key("text"), "findings": Key("texts", "finding")}),
    "unsure": optional("table", shape={"findings": Key("texts", "finding")}),
}
FINDING = {
    "says": Key("text"), "topic": optional("text"), "implies": optional("texts", "finding"), "ordinary": optional("yes or no"),
    "with": optional("lists", "finding"),
}  # fmt: skip
SOURCE = {
    "title": Key("text"),
    "kind": Key("text", "kind of source"),
    "years": Key("text"),
    "says": Key("text"),
    "links": optional("texts"),
}
TERM = {
    "term": Key("text"), "also": optional("texts"), "means": Key("text"), "not": optional("text"), "sources": Key("texts", "source"),
    "reviewed": Key("date"),
}  # fmt: skip
DRAWING = {"alt": Key("text"), "caption": Key("text"), "height": Key("number")}
SCENARIOS = {"scenario": Key("tables", shape={"said": Key("text"), "answers": Key("text"), "cause": Key("text", "cause")})}
CONTACT_WAYS = {"phone": optional("phone"), "email": optional("email"), "hours": optional("text"), "place": optional("text")}
ROLE = {"name": Key("text"), **CONTACT_WAYS, "note": optional("text"), "sources": optional("texts", "source")}
PROVENANCE = {"source": Key("text"), "reviewed": Key("date")}
PERIOD = {"starts": optional("date"), "ends": optional("date"), "place": optional("text"), "note": optional("text"), **PROVENANCE}
SCHOOL_ROLE = {"name": optional("text"), **CONTACT_WAYS, "note": optional("text"), **PROVENANCE}
SCHOOL = {
    "school": optional("table", shape={"name": Key("text")}),
    "collection": optional("table", shape=PERIOD),
    "checking": optional("table", shape=PERIOD),
    "deadline": optional("tables", shape={"what": Key("text"), "day": Key("date"), **PROVENANCE}),
    "waiting": optional("table", shape={"days": Key("two days"), **PROVENANCE}),
    "corrections": optional("table", shape={"text": Key("text"), **PROVENANCE}),
    "role": optional("named tables", "role", SCHOOL_ROLE),
}
CODES = {"now": Key("codes", "cause"), "former": optional("former codes", "cause")}
FLOW = {
    "stages": Key("lists", "question"),
    "review_valid_days": Key("number"),
    "waiting_days": Key("two days"),
    "group": Key("tables", shape={"id": Key("text"), "title": Key("text")}),
}


@dataclass(frozen=True, slots=True)
class Reference:
    """An id written somewhere, and what it should point to."""

    place: Place
    id: str
    to: str


@dataclass(slots=True)
class Noted:
    """What reading brings to light besides values."""

    errors: list[ContentError] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)


def check_table(document: Document, table: Mapping[str, Any], shape: Mapping[str, Key], path: KeyPath, into: Noted) -> None:
    """Hold a table against its shape; errors and references go into ``into``."""
    for name in table.keys() - shape.keys():
        into.errors.append(ContentError(document.place(*path, name), f"不认识「{name}」这一项", nearest(name, shape)))
    for name, key in shape.items():
        if name in table:
            _check_value(document, table[name], key, (*path, name), into)
        elif key.required:
            into.errors.append(ContentError(document.place(*path), f"缺少「{name}」这一项", f"补上 {name}，它是{WORDS[key.kind]}"))


def _check_value(document: Document, value: Any, key: Key, path: KeyPath, into: Noted) -> None:
    place = document.place(*path)
    if not _FITS[key.kind](value):
        into.errors.append(ContentError(place, f"「{path[-1]}」写成了 {str(value)[:40]!r}", WORDS[key.kind]))
    elif key.kind == "named tables":
        for name, each in value.items():
            into.references.append(Reference(document.place(*path, name), name, key.to))
            check_table(document, each, key.shape, (*path, name), into)
    elif key.kind == "codes":
        into.references += [Reference(document.place(*path, name), name, key.to) for name in value]
    elif key.kind == "former codes":
        into.references += [Reference(document.place(*path, code), id, key.to) for code, id in value.items()]
    elif key.kind == "table":
        check_table(document, value, key.shape, path, into)
    elif key.kind == "tables":
        for index, each in enumerate(value):
            check_table(document, each, key.shape, (*path, index), into)
    elif key.to:
        into.references += [Reference(place, id, key.to) for id in _ids(value)]


def _ids(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else [id for each in value for id in _ids(each)]


def _text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _texts_by_name(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_text, value.values()))


def _number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _list_of(fits: Any) -> Any:
    return lambda value: isinstance(value, list) and all(map(fits, value))


_FITS = {
    "text": _text,
    "texts": _list_of(_text),
    "number": _number,
    "yes or no": lambda value: isinstance(value, bool),
    "two days": lambda value: _list_of(_number)(value) and len(value) == 2 and value[0] <= value[1],
    "phone": lambda value: isinstance(value, str) and bool(_PHONE.fullmatch(value)),
    "email": lambda value: isinstance(value, str) and bool(_EMAIL.fullmatch(value)),
    "date": lambda value: isinstance(value, date) and not isinstance(value, datetime),
    "table": lambda value: isinstance(value, dict),
    "codes": _texts_by_name,
    "former codes": _texts_by_name,
    "named tables": lambda value: isinstance(value, dict) and all(isinstance(each, dict) for each in value.values()),
    "tables": lambda value: bool(value) and _list_of(lambda each: isinstance(each, dict))(value),
    "lists": _list_of(_list_of(_text)),
}
