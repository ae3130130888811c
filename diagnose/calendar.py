"""A plan → an iCalendar file with one reminder (RFC 5545), which phones and computers add to their calendars."""

from __future__ import annotations

from datetime import date, timedelta

from . import words
from .plan import Plan, sentences

LONGEST_LINE = 75  # bytes, by the standard


def calendar(plan: Plan, title: str) -> str:
    """The day to look again as a whole-day event, reminded at nine; the same plan always has the same UID."""
    day = plan.look_again
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//photo-check-guide//ZH", "CALSCALE:GREGORIAN", "BEGIN:VEVENT",
        f"UID:look-again-{plan.taken_on:%Y%m%d}@photo-check-guide", f"DTSTAMP:{_day(plan.today)}T000000Z",
        f"DTSTART;VALUE=DATE:{_day(day)}", f"DTEND;VALUE=DATE:{_day(day + timedelta(days=1))}",
        f"SUMMARY:{_escaped(words.CALENDAR_TITLE)}", f"DESCRIPTION:{_escaped(title + '。' + ''.join(sentences(plan)))}",
        "TRANSP:TRANSPARENT", "BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_escaped(words.CALENDAR_TITLE)}", "TRIGGER:PT9H",
        "END:VALARM", "END:VEVENT", "END:VCALENDAR",
    ]  # fmt: skip
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Cut after at most 75 bytes, never within a character; a line that goes on begins with a blank."""
    parts, size = [""], 0
    for letter in line:
        width = len(letter.encode())
        if size + width > LONGEST_LINE:
            parts.append(" ")
            size = 1
        parts[-1] += letter
        size += width
    return "\r\n".join(parts)
