"""Positions and causes → HTML. The build and the browser call the same functions, so they show the same words.

``root`` is the way back to the site's root, such as ``../../``; every address is built on it. All text is
escaped; only ``[words](/address/)`` and ``**bold**`` in knowledge files become markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from html import escape

from . import words
from .conversation import Ask, Outcome, Position
from .differential import Candidate
from .model import Cause, Knowledge, Period, Provenance, Question, Role, School, Statement

_LINK = re.compile(r"\[([^\]]+)\]\(/([\w/#-]*)\)")
_BOLD = re.compile(r"\*\*([^*]+)\*\*")


def address(responses: Iterable[str]) -> str:
    """The address of a position below the site's root."""
    return "".join(f"{part}/" for part in ("diagnose", *responses))


def title(position: Position) -> str:
    match position.step:
        case Ask(question=question):
            return question.title
        case Outcome(candidates=(best, *_)):
            return best.cause.title
    return words.NO_CAUSE


def conversation_page(knowledge: Knowledge, position: Position, root: str, today: date) -> str:
    """What stands inside the tool's root element at one position."""
    note = f'<p class="dx-note" role="status">{words.DROPPED}</p>' if position.dropped else ""
    match position.step:
        case Ask() as ask:
            body = _question(ask, position, root)
        case Outcome() as outcome:
            body = _outcome(knowledge, outcome, position, root, today)
    return f"{note}{body}{_answers(knowledge, position, root)}"


def _question(ask: Ask, position: Position, root: str) -> str:
    question = ask.question
    options = "".join(
        f'<li><a class="dx-option" data-option="{o.id}" href="{root}{address((*position.responses, o.id))}">'
        f"{_inline(o.label, root)}</a></li>"
        for o in ask.options
    )
    return (
        f'<section data-question="{question.id}">'
        f'<p class="dx-progress">{words.PROGRESS.format(n=len(position.responses) + 1)}</p>'
        f'<h1 tabindex="-1">{_inline(question.title, root)}</h1>'
        f"{_look(question, root)}"
        f'<ul class="dx-options">{options}</ul>'
        f'<p class="dx-why"><b>{words.WHY_ASKED}：</b>{_inline(question.why, root)}</p></section>'
    )


def _look(question: Question, root: str) -> str:
    return f'<p class="dx-look"><b>{words.LOOK}：</b>{_inline(question.look, root)}</p>'


def _answers(knowledge: Knowledge, position: Position, root: str) -> str:
    if not position.responses:
        return ""
    rows = "".join(_answer(knowledge, position.responses, n, root) for n in range(len(position.responses)))
    return (
        f'<nav class="dx-answers" aria-label="{words.YOUR_ANSWERS}"><h2>{words.YOUR_ANSWERS}</h2><ol>{rows}</ol>'
        f'<p><a href="{root}{address(position.responses[:-1])}" data-back>{words.BACK}</a>'
        f'<a href="{root}{address(())}" data-restart>{words.START_OVER}</a></p></nav>'
    )


def _answer(knowledge: Knowledge, responses: tuple[str, ...], n: int, root: str) -> str:
    question = knowledge.question_of[responses[n]]
    label = next(o.label for o in question.options if o.id == responses[n])
    change = f'<a href="{root}{address(responses[:n])}" aria-label="{words.CHANGE}：{escape(question.title)}">{words.CHANGE}</a>'
    return f"<li>{escape(question.title)} <b>{escape(label)}</b> {change}</li>"


def _outcome(knowledge: Knowledge, outcome: Outcome, position: Position, root: str, today: date) -> str:
    if not outcome.candidates:
        return f'<section data-outcome=""><h1 tabindex="-1">{words.NO_CAUSE}</h1><p>{words.NO_CAUSE_HELP}</p></section>'
    best, *others = outcome.candidates
    lead = "" if best.established else f'<p class="dx-note">{words.NOT_SETTLED}</p>'
    return (
        f'<section data-outcome="{best.cause.id}">{lead}'
        f'<h1 tabindex="-1">{_inline(best.cause.title, root)}</h1>'
        f"{_because(knowledge, best, position)}"
        f"{cause_parts(knowledge, best.cause, root, today)}"
        f"{_others(knowledge, best, others, root)}"
        f'<p><a href="{root}causes/{best.cause.id}/">{words.DETAILS}</a></p></section>'
    )


def _because(knowledge: Knowledge, best: Candidate, position: Position) -> str:
    stated = [id for r in position.responses for o in knowledge.question_of[r].options if o.id == r for id in o.findings]
    says = dict.fromkeys([*stated, *best.supported_by])
    items = "".join(f"<li>{escape(knowledge.findings[id].says)}</li>" for id in says)
    return f'<div data-part="because"><p><b>{words.BECAUSE}：</b></p><ul>{items}</ul></div>'


def _others(knowledge: Knowledge, best: Candidate, others: list[Candidate], root: str) -> str:
    shown = [c for c in others if c.established] if best.established else others[:3]
    if not shown:
        return ""
    heading = words.EQUALLY_LIKELY if best.established else words.ALSO_POSSIBLE
    items = "".join(
        f'<li><a href="{root}causes/{c.cause.id}/" data-candidate="{c.cause.id}">{_inline(c.cause.title, root)}</a>'
        f" <small>{words.SPEAKS_FOR}{escape('；'.join(knowledge.findings[id].says for id in c.supported_by))}</small></li>"
        for c in shown
    )
    return f'<div data-part="candidates"><h2>{heading}</h2><ul>{items}</ul></div>'


def cause_page(knowledge: Knowledge, cause: Cause, root: str, today: date) -> str:
    """The page of one cause, the same parts as an outcome and what resembles it."""
    related = "".join(f'<li><a href="{root}causes/{id}/">{_inline(knowledge.causes[id].title, root)}</a></li>' for id in cause.related)
    section = f"<h2>{words.RELATED}</h2><ul>{related}</ul>" if related else ""
    return f"<h1>{_inline(cause.title, root)}</h1>{cause_parts(knowledge, cause, root, today)}{section}"


def cause_parts(knowledge: Knowledge, cause: Cause, root: str, today: date) -> str:
    parts = (
        ("cause", words.MEANING, _statement(cause.meaning, root)),
        ("next-step", words.NEXT_STEP, _next_step(cause, root)),
        ("contact", words.CONTACT, _contact(knowledge, cause, root)),
        ("why", words.WHY, _statement(cause.why, root)),
        ("if-ignored", words.IF_IGNORED, _statement(cause.if_ignored, root)),
        ("by-when", words.BY_WHEN, _statement(cause.by_when, root)),
        ("sources", words.SOURCES, _sources(knowledge, cause, root, today)),
    )
    return "".join(f'<div data-part="{name}"><h2 id="{name}">{heading}</h2>{body}</div>' for name, heading, body in parts)


def _statement(statement: Statement, root: str) -> str:
    return f"<p>{_inline(statement.text, root)}</p>"


def _next_step(cause: Cause, root: str) -> str:
    step = cause.next_step
    bring = f"<p><b>{words.BRING}：</b></p>{_list(step.bring, root)}" if step.bring else ""
    return (
        f"<ol>{_items(step.steps, root)}</ol>{bring}<p><b>{words.TAKES}：</b>{_inline(step.takes, root)}</p>"
        f'<div class="dx-avoid"><p><b>{words.AVOID}：</b></p>{_list(step.avoid, root)}</div>'
    )


def _list(texts: Iterable[str], root: str) -> str:
    return f"<ul>{_items(texts, root)}</ul>"


def _items(texts: Iterable[str], root: str) -> str:
    return "".join(f"<li>{_inline(text, root)}</li>" for text in texts)


def _contact(knowledge: Knowledge, cause: Cause, root: str) -> str:
    roles = "".join(f"<li>{_role(knowledge.roles[id])}</li>" for id in cause.contact.roles)
    return f"<p>{_inline(cause.contact.text, root)}</p><ul>{roles}</ul>"


def _role(role: Role) -> str:
    phone = f'<a href="tel:{escape(role.phone)}">{escape(role.phone)}</a>' if role.phone else ""
    email = f'<a href="mailto:{escape(role.email)}">{escape(role.email)}</a>' if role.email else ""
    known = "，".join(part for part in (phone, email, escape(role.hours), escape(role.place)) if part)
    said_by = f"（{_said_by(role.provenance)}）" if role.provenance else ""
    return f"<b>{escape(role.name)}</b>{'：' + known if known else ''}<br><small>{escape(role.note)}{said_by}</small>"


def school_box(knowledge: Knowledge, today: date) -> str:
    """The school's dates, for the front page and the school's own; neutral words for what is not known."""
    school = knowledge.school
    rows = "".join(f"<dt>{name}</dt><dd>{_period(p, knowledge, today)}</dd>" for name, p in _periods(school))
    return f'<div class="dx-school"><p><b>{escape(school.name) or words.SCHOOL}</b></p><dl>{rows}</dl></div>'


def school_page(knowledge: Knowledge, today: date) -> str:
    """All that the profile says: dates, waiting, how to report a mistake, and every contact."""
    shortest, longest = knowledge.flow.waiting_days
    roles = "".join(f"<li>{_role(role)}</li>" for role in knowledge.roles.values())
    return (
        f"<h1>{words.SCHOOL}</h1><p>{words.SCHOOL_LEAD}</p>{school_box(knowledge, today)}"
        f"<h2>{words.WAITING}</h2><p>{words.WAITING_DAYS.format(shortest=shortest, longest=longest)}</p>"
        f"<h2>{words.CORRECTIONS}</h2><p>{escape(knowledge.school.corrections) or words.CORRECTIONS_UNKNOWN}</p>"
        f"<h2>{words.CONTACT}</h2><ul>{roles}</ul>"
    )


def _periods(school: School) -> tuple[tuple[str, Period | None], ...]:
    return ((words.COLLECTION, school.collection), (words.CHECKING, school.checking))


def _period(period: Period | None, knowledge: Knowledge, today: date) -> str:
    if period is None:
        return words.DATES_UNKNOWN
    dates = {"starts": period.starts, "ends": period.ends}
    when = words.FROM_TO if all(dates.values()) else words.FROM if period.starts else words.UNTIL if period.ends else words.DATES_UNKNOWN
    overdue = _overdue(knowledge, period.provenance.reviewed, today)
    return f"{when.format(**dates)} {escape(period.note)}<br><small>{_said_by(period.provenance)}{overdue}</small>"


def _said_by(provenance: Provenance) -> str:
    return words.SAID_BY.format(source=escape(provenance.source), date=provenance.reviewed)


def _sources(knowledge: Knowledge, cause: Cause, root: str, today: date) -> str:
    items = "".join(
        f'<li><a href="{root}sources/#{id.lower()}">{escape(s.title)}</a>（{words.KINDS[s.kind]}，{escape(s.years)}）</li>'
        for id, s in ((id, knowledge.sources[id]) for id in cause.sources)
    )
    return f"<ul>{items}</ul><p>{words.REVIEWED.format(date=cause.reviewed.isoformat())}{_overdue(knowledge, cause.reviewed, today)}</p>"


def _overdue(knowledge: Knowledge, reviewed: date, today: date) -> str:
    if not knowledge.review_overdue(reviewed, today):
        return ""
    return f' <strong class="dx-overdue">{words.OVERDUE_REVIEW}</strong> {words.OVERDUE_REVIEW_HELP}'


def _inline(text: str, root: str) -> str:
    linked = _LINK.sub(lambda m: f'<a href="{root}{m[2]}">{m[1]}</a>', escape(text))
    return _BOLD.sub(r"<strong>\1</strong>", linked)
