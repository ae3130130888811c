"""What is true of one school only: its dates, its contacts, and who said so. Anything may be unknown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Who said a school's fact, and when it was last held against that."""

    source: str
    reviewed: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """Whom to contact, as the school profile words it; empty fields are not shown."""

    id: str
    name: str
    phone: str
    email: str
    hours: str
    place: str
    note: str
    sources: tuple[str, ...]  # of the general wording
    provenance: Provenance | None  # of what the school profile says


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """When and where the school collects photos or checks them; either end may be unknown."""

    starts: date | None
    ends: date | None
    place: str
    note: str
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A last day the school has set for something."""

    what: str
    day: date
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """The school's profile."""

    name: str
    collection: Period | None
    checking: Period | None
    deadlines: tuple[Deadline, ...]
    waiting_days: tuple[int, int] | None
    corrections: str
    provenance: tuple[Provenance, ...]  # of every fact above and of the waiting days
