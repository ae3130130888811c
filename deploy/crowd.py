"""``python -m deploy.crowd``: the peak week of a year's graduates, simulated at some edges of a CDN and multiplied to all.

Prints bytes, requests, cost and the origin's load beside the closed form, and what share of one measured machine that takes.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from bisect import bisect
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from itertools import accumulate
from pathlib import Path

from deploy.assumptions import Crowd, hours
from deploy.expectation import Week, week
from deploy.weights import Site, read

ROOT = Path(__file__).parent.parent
MEASURED = ROOT / "deploy" / "measured.json"  # written by load.py
NEAR = 0.03  # so far the simulation may lie from the closed form; a sample of tens of thousands of people varies by less
NEAR_IN_AN_HOUR = 0.09  # the same for the busiest hour; about three standard deviations of its thousand starts of Python
BUSY = 0.5  # a machine that is asked for more than half of what it can is full


@dataclass
class Tally:
    """What is asked of the edges, one after the other, and what they must ask the origin for."""

    header: int
    requests: int = 0
    sent: int = 0
    missed: int = 0
    missed_bytes: int = 0
    kept_until: dict[str, float] = field(default_factory=dict)
    by_hour: Counter[int] = field(default_factory=Counter)
    bytes_by_hour: Counter[int] = field(default_factory=Counter)

    def ask(self, when: float, files: dict[str, int], seconds: float) -> None:
        for address, size in files.items():
            self._count(when, size + self.header)
            if self.kept_until.get(address, -1.0) < when:
                self.kept_until[address] = when + seconds
                self.missed += 1
                self.missed_bytes += size + self.header

    def _count(self, when: float, size: int) -> None:
        self.requests += 1
        self.sent += size
        self.by_hour[int(when // 3600)] += 1
        self.bytes_by_hour[int(when // 3600)] += size


@dataclass(frozen=True)
class Visit:
    start: float
    starts_python: bool
    is_fresh: bool  # the browser has nothing kept
    pages: tuple[tuple[float, str], ...]


def simulate(site: Site, crowd: Crowd, seed: int) -> Week:
    """The people of some edges, request by request in the order of time; then all edges."""
    rng, tally, visits = random.Random(seed), Tally(crowd.header), list[Visit]()
    for _ in range(crowd.sample):
        people = _poisson(rng, crowd.people / crowd.edges)
        here = [visit for _ in range(people) for visit in _person(rng, site, crowd)]
        tally.kept_until.clear()
        for when, files, seconds in sorted(_requests(site, crowd, here), key=lambda request: request[0]):
            tally.ask(when, files, seconds)
        visits += here
    return _scaled(tally, visits, crowd.edges / crowd.sample)


def _poisson(rng: random.Random, mean: float) -> int:
    """Near enough for thousands."""
    return round(rng.gauss(mean, math.sqrt(mean)))


def _person(rng: random.Random, site: Site, crowd: Crowd) -> Iterator[Visit]:
    starts_python = rng.random() < crowd.starts_python
    times = sorted(_moment(rng) for _ in range(_geometric(rng, crowd.visits)))
    for number, start in enumerate(times):
        is_fresh = number == 0 or rng.random() >= crowd.kept
        yield Visit(start, starts_python, is_fresh, tuple(_views(rng, site, crowd, start)))


def _geometric(rng: random.Random, mean: float) -> int:
    """At least one."""
    return 1 + int(math.log(1 - rng.random()) / math.log(1 - 1 / mean)) if mean > 1 else 1


_HOURS = hours()
_UNTIL = list(accumulate(hour.share for hour in _HOURS))


def _moment(rng: random.Random) -> float:
    hour = _HOURS[min(bisect(_UNTIL, rng.random()), len(_HOURS) - 1)]
    return hour.start + rng.random() * 3600


def _views(rng: random.Random, site: Site, crowd: Crowd, when: float) -> Iterator[tuple[float, str]]:
    for _ in range(_geometric(rng, crowd.pages)):
        yield when, site.addresses[min(bisect(site.cumulative, rng.random()), len(site.addresses) - 1)]
        when += rng.expovariate(1 / crowd.between_pages)


def _requests(site: Site, crowd: Crowd, visits: list[Visit]) -> Iterator[tuple[float, dict[str, int], float]]:
    """When, which files, and how many seconds the edge keeps them."""
    for visit in visits:
        yield from ((when, {page: site.pages[page]}, crowd.page_seconds) for when, page in visit.pages)
        if visit.is_fresh:
            yield visit.start, site.shared, math.inf
        if visit.is_fresh and visit.starts_python:
            yield visit.start, site.runtime, math.inf
        if visit.starts_python:
            yield visit.start, site.worker, crowd.page_seconds


def _scaled(tally: Tally, visits: list[Visit], times: float) -> Week:
    starts = sum(visit.is_fresh and visit.starts_python for visit in visits)
    peak = max(tally.by_hour.values()) / 3600, max(tally.bytes_by_hour.values()) / 3600
    sums = (len(visits), starts, tally.requests, tally.sent, tally.missed, tally.missed_bytes, *peak)
    return Week(*(value * times for value in sums))


UNITS = {"sent": ("TB", 1e12), "origin_sent": ("GB", 1e9), "peak_sent": ("MB/s", 1e6), "peak_requests": ("/s", 1.0)}


def differences(simulated: Week, expected: Week) -> dict[str, float]:
    names = [f.name for f in fields(Week)]
    return {name: getattr(simulated, name) / getattr(expected, name) - 1 for name in names}


def table(simulated: Week, expected: Week) -> Iterator[str]:
    yield f"{'the peak week':24} {'simulated':>14} {'closed form':>14}"
    for name, difference in differences(simulated, expected).items():
        unit, size = UNITS.get(name, ("million", 1e6))
        values = getattr(simulated, name) / size, getattr(expected, name) / size
        yield f"{name + ', ' + unit:24} {values[0]:14,.2f} {values[1]:14,.2f} {difference:+8.1%}"


def conclusions(site: Site, expected: Week, crowd: Crowd, measured: dict[str, float]) -> Iterator[str]:
    """Cost; how much of one machine and its link the crowd takes, with a CDN and without."""
    origin = expected.peak_requests * expected.origin_requests / expected.requests
    burst = expected.peak_requests * crowd.burst
    link = expected.peak_sent * 8 / crowd.link
    yield f"CDN: CNY {expected.cost(crowd):,.0f} a week at {crowd.price} a GB and {crowd.price_requests} for 10,000 requests (assumed)"
    yield f"browsers answer {expected.kept(site, crowd):.0%} of what pages need from what they kept"
    yield f"the CDN answers {1 - expected.origin_requests / expected.requests:.1%} of the rest; its origin, {origin:,.0f} a second"
    yield f"busiest hour {expected.peak_requests:,.0f} requests a second, in a burst {burst:,.0f} ({crowd.burst:g} times, assumed)"
    yield f"without a CDN that hour fills {link:.0%} of a link of {crowd.link / 1e9:g} Gbit/s, a burst {link * crowd.burst:.0%}"
    if capacity := measured.get("crowd, requests/s"):
        yield f"one machine answers {capacity:,.0f} of this mixture a second (measured)"
        yield f"a burst takes {burst / capacity:.0%} of it, the origin behind a CDN {origin * crowd.burst / capacity:.0%}"


def wrong(simulated: Week, expected: Week, crowd: Crowd, measured: dict[str, float]) -> list[str]:
    allowed = {"peak_requests": NEAR_IN_AN_HOUR, "peak_sent": NEAR_IN_AN_HOUR}
    found = [f"{name} is {d:+.1%} off" for name, d in differences(simulated, expected).items() if abs(d) > allowed.get(name, NEAR)]
    capacity = measured.get("crowd, requests/s")
    if capacity and expected.peak_requests * crowd.burst > BUSY * capacity:
        found.append("a burst is more than half of what one machine answers")
    return found


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=ROOT / "site")
    parser.add_argument("--seed", type=int, default=1)
    for f in fields(Crowd):
        parser.add_argument(f"--{f.name.replace('_', '-')}", type=type(f.default), default=f.default)
    return parser.parse_args()


def main() -> None:
    given = vars(arguments())
    crowd = Crowd(**{f.name: given[f.name] for f in fields(Crowd)})
    site = read(given["site"])
    measured = json.loads(MEASURED.read_text(encoding="utf-8")) if MEASURED.exists() else {}
    simulated, expected = simulate(site, crowd, given["seed"]), week(site, crowd)
    print(*table(simulated, expected), *conclusions(site, expected, crowd, measured), sep="\n")
    if found := wrong(simulated, expected, crowd, measured):
        raise SystemExit("; ".join(found))


if __name__ == "__main__":
    main()
