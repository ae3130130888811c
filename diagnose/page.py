"""Positions → HTML. The build and the browser call the same functions, so they show the same words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from . import words
from .action_page import code_part, date_part, message_part, staff_part, typed_part, unsolved_part
from .cause_page import cause_parts
from .conversation import Ask, Outcome, Position
from .differential import Candidate
from .graph import way
from .markup import drawing, escape, inline, said
from .model import Cause, Knowledge, Question
from .plan import Plan, tells_how_long


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What only the browser knows of a visit: ``live`` where Python answers, the day of the photo and what follows from it,
    whether staff look."""

    live: bool = False
    taken_on: date | None = None
    plan: Plan | None = None
    staff: bool = False


def conversation_page(knowledge: Knowledge, position: Position, root: str, today: date, visit: Visit = Visit()) -> str:
    """What stands inside the tool's root element at one position."""
    note = f'<p class="dx-note" role="status">{words.DROPPED}</p>' if position.dropped else ""
    match position.step:
        case Ask() as ask:
            body = question_part(knowledge, ask, position, root, "h1") + ("" if position.responses else tell_box())
            if visit.live and any(tells_how_long(knowledge, option) for option in ask.options):
                body += date_part(visit.taken_on, visit.plan, today)
        case Outcome() as outcome:
            body = _outcome(knowledge, outcome, position, root, today, visit)
    return f"{note}{body}{_answers(knowledge, position, root)}"


def question_part(knowledge: Knowledge, ask: Ask, position: Position, root: str, heading: str) -> str:
    """A question with its options; ``heading`` is the level of its title, such as ``h1``."""
    question = ask.question
    options = "".join(
        f'<li><a class="dx-option" data-option="{o.id}" href="{root}{address((*position.responses, o.id))}">'
        f"{inline(o.label, root)}</a></li>"
        for o in ask.options
    )
    return (
        f'<section data-question="{question.id}">'
        f'<p class="dx-progress">{words.PROGRESS.format(n=len(position.responses) + 1)}</p>'
        f'<{heading} tabindex="-1">{inline(question.title, root)}</{heading}>'
        f"{_look(knowledge, question, root)}"
        f'<ul class="dx-options">{options}</ul>'
        f'<p class="dx-why"><b>{words.WHY_ASKED}：</b>{inline(question.why, root)}</p></section>'
    )


def tell_box() -> str:
    """Where a student writes in their own words. Not a form: without script nothing can be sent anywhere."""
    return (
        f'<div class="dx-tell"><h2><label for="dx-description">{words.TELL}</label></h2><p id="dx-tell-lead">{words.TELL_LEAD}</p>'
        f'<textarea id="dx-description" name="description" rows="4" maxlength="20000" autocomplete="off" aria-describedby="dx-tell-lead">'
        f'</textarea><p><button type="button" class="md-button md-button--primary" data-tell>{words.TELL_BUTTON}</button></p>'
        f"<noscript><p>{words.TELL_NO_SCRIPT}</p></noscript></div>"
    )


def _look(knowledge: Knowledge, question: Question, root: str) -> str:
    look = f'<p class="dx-look"><b>{words.LOOK}：</b>{inline(question.look, root)}</p>'
    if not question.drawing:
        return look
    figure = drawing(knowledge, question.drawing, root)
    return f'{look}<details class="dx-figure"><summary>{words.SHOW_DRAWING}</summary>{figure}</details>'


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
    label = knowledge.options[responses[n]].label
    change = f'<a href="{root}{address(responses[:n])}" aria-label="{words.CHANGE}：{escape(question.title)}">{words.CHANGE}</a>'
    return f"<li>{escape(question.title)} <b>{escape(label)}</b> {change}</li>"


def _outcome(knowledge: Knowledge, outcome: Outcome, position: Position, root: str, today: date, visit: Visit) -> str:
    if not outcome.candidates:
        return f'<section data-outcome=""><h1 tabindex="-1">{words.NO_CAUSE}</h1><p>{words.NO_CAUSE_HELP}</p></section>'
    best, *others = outcome.candidates
    lead = "" if best.established else f'<p class="dx-note">{words.NOT_SETTLED}</p>'
    return (
        f'<section data-outcome="{best.cause.id}">{lead}'
        f'<h1 tabindex="-1">{inline(best.cause.title, root)}</h1>'
        f"{_because(knowledge, best, position)}"
        f"{_staff(knowledge, best, position, root, today) if visit.staff else ''}"
        f"{cause_parts(knowledge, best.cause, root, today, _actions(knowledge, best.cause, today, visit))}"
        f"{_others(knowledge, best, others, root)}"
        f"{unsolved_part(knowledge, best.cause, (c.cause for c in others), root)}{code_part(best.cause)}"
        f'<p><a href="{root}causes/{best.cause.id}/">{words.DETAILS}</a></p></section>'
    )


def _staff(knowledge: Knowledge, best: Candidate, position: Position, root: str, today: date) -> str:
    return staff_part(knowledge, best.cause, best.supported_by, way(knowledge, position.responses), root, today)


def _actions(knowledge: Knowledge, cause: Cause, today: date, visit: Visit) -> str:
    """What is worked out for this student, then the message."""
    dates = date_part(visit.taken_on, visit.plan, today) if visit.live and cause.waits else ""
    typed = typed_part() if visit.live and cause.typed else ""
    return f"{dates}{typed}{message_part(knowledge, cause, visit.plan if cause.waits else None)}"


def _because(knowledge: Knowledge, best: Candidate, position: Position) -> str:
    stated = [id for r in position.responses for id in knowledge.options[r].findings]
    says = said(knowledge, dict.fromkeys([*stated, *best.supported_by]))
    return f'<p class="dx-because" data-part="because"><b>{words.BECAUSE}：</b>{says}。</p>'


def _others(knowledge: Knowledge, best: Candidate, others: list[Candidate], root: str) -> str:
    shown = [c for c in others if c.established] if best.established else others[:3]
    if not shown:
        return ""
    heading = words.EQUALLY_LIKELY if best.established else words.ALSO_POSSIBLE
    items = "".join(
        f'<li><a href="{root}causes/{c.cause.id}/" data-candidate="{c.cause.id}">{inline(c.cause.title, root)}</a>'
        f" <small>{words.SPEAKS_FOR}{said(knowledge, c.supported_by)}</small></li>"
        for c in shown
    )
    return f'<div data-part="candidates"><h2>{heading}</h2><ul>{items}</ul></div>'
