"""How long the photo has been on its way: dates → the finding that says so."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

CHINA = timedelta(hours=8)
WAITING = "waiting"  # the topic of the findings on how long


def today_in_china() -> date:
    """China's date, whatever the time zone of the device."""
    return (datetime.now(UTC) + CHINA).date()


def waiting_finding(waiting_days: tuple[int, int], days: int) -> str:
    """``days`` since the photo was taken, zero or more → ``waited-briefly``, ``-between`` or ``-long``."""
    shortest, longest = waiting_days
    if days < shortest:
        return "waited-briefly"
    return "waited-between" if days <= longest else "waited-long"
