"""A cause → HTML, for its own page and for the end of a conversation."""

from __future__ import annotations

from datetime import date

from . import words
from .action_page import code_part, message_part
from .markup import bullets, cause_items, inline, items, link_terms, paragraphs, said
from .model import Cause, Knowledge
from .provenance import provenance_note
from .school_page import role_line


def cause_page(knowledge: Knowledge, cause: Cause, root: str, today: date) -> str:
    """The page of one cause: the parts of an outcome, how to tell it, and what resembles it."""
    related = cause_items((knowledge.causes[id] for id in cause.related), root)
    section = f"<h2>{words.RELATED}</h2><ul>{related}</ul>" if related else ""
    parts = cause_parts(knowledge, cause, root, today, message_part(knowledge, cause, None))
    return f"<h1>{inline(cause.title, root)}</h1>{parts}{code_part(cause)}{_how_to_tell(knowledge, cause)}{section}"


def cause_parts(knowledge: Knowledge, cause: Cause, root: str, today: date, actions: str) -> str:
    """The parts of a cause; ``actions``, HTML, comes after whom to ask and before what is only there to read."""
    parts = (
        ("cause", words.MEANING, paragraphs(cause.meaning, root)),
        ("next-step", words.NEXT_STEP, _next_step(cause, root)),
        ("contact", words.CONTACT, _contact(knowledge, cause, root, today)),
        ("", "", actions),
        ("why", words.WHY, paragraphs(cause.why, root)),
        ("if-ignored", words.IF_IGNORED, paragraphs(cause.if_ignored, root)),
        ("by-when", words.BY_WHEN, paragraphs(cause.by_when, root)),
        ("notice", words.NOTICE_SAYS, paragraphs(cause.notice, root) if cause.notice else ""),
        ("sources", words.SOURCES, provenance_note(knowledge, cause.sources, cause.reviewed, root, today)),
    )
    return link_terms("".join(_part(*part) for part in parts), knowledge, root)


def _part(name: str, heading: str, body: str) -> str:
    """One part under its heading; what has no heading brings its own."""
    if not (body and heading):
        return body
    return f'<div data-part="{name}"><h2 id="{name}">{heading}</h2>{body}</div>'


def _next_step(cause: Cause, root: str) -> str:
    step = cause.next_step
    bring = f"<p><b>{words.BRING}：</b></p>{bullets(step.bring, root)}" if step.bring else ""
    return (
        f"<ol>{items(step.steps, root)}</ol>{bring}<p><b>{words.TAKES}：</b>{inline(step.takes, root)}</p>"
        f'<div class="dx-avoid"><p><b>{words.AVOID}：</b></p>{bullets(step.avoid, root)}</div>'
    )


def _contact(knowledge: Knowledge, cause: Cause, root: str, today: date) -> str:
    roles = "".join(f"<li>{role_line(knowledge, knowledge.roles[id], today)}</li>" for id in cause.contact.roles)
    return f"<p>{inline(cause.contact.text, root)}</p><ul>{roles}</ul>"


def _how_to_tell(knowledge: Knowledge, cause: Cause) -> str:
    fits = "".join(f"<li>{said(knowledge, when)}</li>" for when in cause.when)
    speaks_for = f"<p>{words.MORE_LIKELY}{said(knowledge, cause.evidence_for)}</p>" if cause.evidence_for else ""
    against = f"<p>{words.NOT_THIS}{said(knowledge, cause.evidence_against)}</p>" if cause.evidence_against else ""
    return f'<div data-part="evidence"><h2 id="evidence">{words.HOW_TO_TELL}</h2><ul>{fits}</ul>{speaks_for}{against}</div>'
