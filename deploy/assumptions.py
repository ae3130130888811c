"""What the calculation of the crowd takes for granted. Only the number of graduates was given; all else is assumed, with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

WEEK = 7 * 24 * 3600

# How the visits of a week spread over its days: a notice goes out on a Monday, most act at once, few at the weekend.
DAYS = (0.26, 0.20, 0.16, 0.13, 0.11, 0.07, 0.07)

# How the visits of a day spread over its hours: little at night, a dip at noon, most in the evening.
HOURS = (
    *(0.010, 0.005, 0.003, 0.002, 0.002, 0.003, 0.010, 0.025, 0.045, 0.060, 0.065, 0.060),
    *(0.055, 0.050, 0.050, 0.055, 0.055, 0.050, 0.055, 0.075, 0.090, 0.085, 0.060, 0.030),
)


@dataclass(frozen=True)
class Crowd:
    """The people, their visits, and the caches between them and the site."""

    graduates: int = 12_000_000  # a year; given
    reach: float = 1.0  # every graduate comes here: an upper bound, no single site has that
    peak_week: float = 0.25  # of the year's people: schools open the check in the same few weeks of spring
    visits: float = 2.0  # a person, in that week: once to learn, once when something is not as it should be; geometric
    pages: float = 5.0  # a visit: a few questions or pages of the guide; geometric
    between_pages: float = 60.0  # seconds; a page of the guide is read in about a minute; exponential
    starts_python: float = 0.4  # of the people: the others read the guide, or leave before it is there
    kept: float = 0.8  # of later visits the browser still has the files; browsers inside apps and full phones forget
    edges: int = 100  # places of a CDN that keep files for themselves and ask the origin themselves: no middle layer, the worst case
    sample: int = 3  # of these places are simulated
    page_seconds: float = 300.0  # a CDN keeps a page, as README.md advises
    burst: float = 5.0  # a second within the busiest hour against that hour's mean: a message to whole year groups at once
    header: int = 500  # bytes of an answer's headers; ours, and what a CDN adds
    price: float = 0.2  # CNY for 10⁹ bytes from the CDN; an assumption, ask for an offer
    price_requests: float = 0.05  # CNY for 10,000 requests over HTTPS; an assumption, ask for an offer
    link: float = 1e9  # bits a second that a campus server can send

    @property
    def people(self) -> float:
        return self.graduates * self.reach * self.peak_week


class Hour(NamedTuple):
    start: float  # seconds since the week began
    share: float  # of the week's visits


def hours() -> list[Hour]:
    """The hours of the week; their shares add up to one."""
    whole = sum(DAYS) * sum(HOURS)
    shares = [day * hour / whole for day in DAYS for hour in HOURS]
    return [Hour(n * 3600.0, share) for n, share in enumerate(shares)]
