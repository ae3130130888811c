"""The tables of the files → Knowledge. Takes for granted that ``load`` found no mistake in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .model import (
    Cause,
    Contact,
    Drawing,
    Example,
    Finding,
    Flow,
    Group,
    Knowledge,
    Message,
    NextStep,
    Option,
    Question,
    Scenario,
    Source,
    Statement,
    Term,
)  # fmt: skip
from .school import Deadline, Period, Provenance, Role, School

UNSURE = "不确定"


def in_folder(tables: Mapping[str, Any], folder: str) -> dict[str, Any]:
    """What stands in one folder, by the name of its file."""
    return {name.split("/")[1]: value for name, value in tables.items() if name.startswith(folder + "/")}


def assemble(tables: Mapping[str, Any]) -> Knowledge:
    """The tables of every file, by name such as ``flow`` or ``causes/all-correct``, none of them with a mistake."""
    flow, school = tables["flow"], tables["school"]
    roles = {id: v | school.get("role", {}).get(id, {}) for id, v in tables["roles"].items()}
    return Knowledge(
        findings={id: _finding(id, v) for id, v in tables["findings"].items()},
        questions={id: _question(id, v) for id, v in in_folder(tables, "questions").items()},
        causes={id: _cause(id, v, tables["codes"]["now"][id]) for id, v in in_folder(tables, "causes").items()},
        sources={id: _source(id, v) for id, v in tables["sources"].items()},
        roles={id: _role(id, v) for id, v in roles.items()},
        terms={id: _term(id, v) for id, v in tables["glossary"].items()},
        drawings={id: Drawing(id=id, **v) for id, v in tables["drawings"].items()},
        scenarios=tuple(_scenarios(in_folder(tables, "scenarios"))),
        flow=Flow(
            stages=tuple(map(tuple, flow["stages"])),
            review_valid_days=flow["review_valid_days"],
            waiting_days=tuple(flow["waiting_days"]),
            groups=tuple(Group(**g) for g in flow["group"]),
        ),
        school=_school(school),
        former_codes=tables["codes"].get("former", {}),
    )


def _school(v: dict[str, Any]) -> School:
    facts = [v[name] for name in ("collection", "checking", "waiting", "corrections") if name in v] + v.get("deadline", [])
    return School(
        name=v.get("school", {}).get("name", ""),
        collection=_period(v.get("collection")),
        checking=_period(v.get("checking")),
        waiting_days=tuple(v["waiting"]["days"]) if "waiting" in v else None,
        corrections=v.get("corrections", {}).get("text", ""),
        deadlines=tuple(Deadline(what=d["what"], day=d["day"], provenance=_provenance(d)) for d in v.get("deadline", ())),
        provenance=tuple(map(_provenance, facts)),
    )


def _period(v: dict[str, Any] | None) -> Period | None:
    if v is None:
        return None
    texts = {key: v.get(key, "") for key in ("place", "note")}
    return Period(starts=v.get("starts"), ends=v.get("ends"), **texts, provenance=_provenance(v))


def _provenance(v: dict[str, Any]) -> Provenance:
    return Provenance(source=v["source"], reviewed=v["reviewed"])


def _finding(id: str, v: dict[str, Any]) -> Finding:
    return Finding(
        id=id, says=v["says"], topic=v.get("topic", ""), implies=tuple(v.get("implies", ())),
        together=tuple(map(tuple, v.get("with", ()))), ordinary=v.get("ordinary", False),
    )  # fmt: skip


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
    provenance = _provenance(v) if "source" in v else None
    return Role(id=id, **texts, sources=tuple(v.get("sources", ())), provenance=provenance)


def _statement(v: dict[str, Any]) -> Statement:
    return Statement(text=v["text"], sources=tuple(v["sources"]))


def _cause(id: str, v: dict[str, Any], code: str) -> Cause:
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
        notice=_statement(v["notice"]) if "notice" in v else None,
        examples=tuple(Example(findings=tuple(e["findings"]), days_since_photo=e.get("days_since_photo")) for e in v["example"]),
        message=_message(v["message"]), code=code, waits=v.get("waits", False), typed=v.get("typed", False),
    )  # fmt: skip


def _message(v: dict[str, Any]) -> Message:
    return Message(to=v["to"], see=v["see"], checked=v.get("checked", ""), ask=v["ask"], attach=tuple(v.get("attach", ())))


def _contact(v: dict[str, Any]) -> Contact:
    return Contact(roles=tuple(v["roles"]), text=v["text"], sources=tuple(v["sources"]))


def _next_step(v: dict[str, Any]) -> NextStep:
    return NextStep(
        steps=tuple(v["steps"]), bring=tuple(v.get("bring", ())), takes=v["takes"], avoid=tuple(v["avoid"]), sources=tuple(v["sources"]),
    )  # fmt: skip


def _term(id: str, v: dict[str, Any]) -> Term:
    return Term(
        id=id, spellings=(v["term"], *v.get("also", ())), means=v["means"], not_the_same=v.get("not", ""),
        sources=tuple(v["sources"]), reviewed=v["reviewed"],
    )  # fmt: skip


def _scenarios(files: Mapping[str, Any]) -> Iterator[Scenario]:
    for name, v in files.items():
        for number, each in enumerate(v["scenario"]):
            responses = tuple(part for part in each["answers"].split("/") if part)
            yield Scenario(file=f"scenarios/{name}.toml", number=number, said=each["said"], responses=responses, cause=each["cause"])
