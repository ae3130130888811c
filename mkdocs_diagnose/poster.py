"""A school's poster → HTML: one A4 page with the tool's QR code, and a text for the class group. No MkDocs here."""

from __future__ import annotations

import io

import segno

from diagnose import Knowledge, words
from diagnose.action_page import to_copy
from diagnose.markup import escape


def poster(knowledge: Knowledge, site: str) -> str:
    """``site`` is the address the site is published at; what is printed must lead there."""
    address, school = f"{site}diagnose/", knowledge.school.name
    lines = "".join(f"<p>{line}</p>" for line in words.POSTER_LINES)
    text = words.GROUP_TEXT.format(school=school, address=address)
    return (
        f'<section class="dx-poster"><p class="dx-poster-school">{escape(school)}</p><h1>{words.POSTER_HEADING}</h1>{lines}'
        f"{_code(address)}<p><b>{escape(address)}</b></p><p><small>{words.POSTER_NOT_OFFICIAL}</small></p></section>"
        f'<section class="dx-no-print" data-part="group"><h2>{words.GROUP_HEADING}</h2>{to_copy(text, words.GROUP_HEADING)}</section>'
    )


def _code(address: str) -> str:
    """Error correction of the second highest level: a wall is not a clean screen."""
    out = io.BytesIO()
    segno.make(address, error="q", micro=False).save(
        out, kind="svg", xmldecl=False, svgns=False, omitsize=True, border=4, light="#fff", svgclass=None, lineclass=None
    )
    label = escape(words.POSTER_QR.format(address=address))
    return out.getvalue().decode().replace("<svg", f'<svg class="dx-qr" role="img" aria-label="{label}"', 1).strip()
