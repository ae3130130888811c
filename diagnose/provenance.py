"""Where a statement comes from, and whether that is still fresh, as HTML. Reasons about no student."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from . import words
from .markup import escape
from .model import Knowledge
from .school import Provenance


def _source_list(knowledge: Knowledge, ids: Iterable[str], root: str) -> str:
    rows = (
        f'<li><a href="{root}sources/#{s.id.lower()}">{escape(s.title)}</a>（{words.KINDS[s.kind]}，{escape(s.years)}）</li>'
        for s in map(knowledge.sources.__getitem__, ids)
    )
    return f"<ul>{''.join(rows)}</ul>"


def freshness(knowledge: Knowledge, reviewed: date, today: date) -> str:
    """The mark of an overdue review: shown when overdue at the build, else hidden until its day comes."""
    hidden = "" if knowledge.review_overdue(reviewed, today) else f' hidden data-overdue-after="{knowledge.review_ends(reviewed)}"'
    return f'<span class="dx-overdue"{hidden}> <strong>{words.OVERDUE_REVIEW}</strong> {words.OVERDUE_REVIEW_HELP}</span>'


def said_by(knowledge: Knowledge, provenance: Provenance, today: date) -> str:
    """Who said a fact of the school's, and its mark."""
    words_ = words.SAID_BY.format(source=escape(provenance.source), date=provenance.reviewed)
    return f"<small>{words_}{freshness(knowledge, provenance.reviewed, today)}</small>"


def provenance_note(knowledge: Knowledge, ids: tuple[str, ...], reviewed: date, root: str, today: date) -> str:
    """A folded line below a passage: its sources and review date."""
    summary = words.PROVENANCE.format(n=len(ids), date=reviewed) + freshness(knowledge, reviewed, today)
    return f'<details class="dx-provenance"><summary>{summary}</summary>{_source_list(knowledge, ids, root)}</details>'
