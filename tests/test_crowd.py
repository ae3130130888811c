"""What one machine answers, and what a year's graduates ask for: the figures of ``deploy/`` can be trusted."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from deploy import crowd as simulation
from deploy.assumptions import Crowd, hours
from deploy.expectation import week
from deploy.load import CALM, load
from deploy.nginx import nginx
from deploy.weights import mixture, read


def test_many_at_once_are_all_answered(site: Path) -> None:
    """A thousand connections on one page: no answer fails, breaks off or stays away."""
    with nginx(site) as server:
        assert load(server, "guide/check/", 2, 1000).lost == 0


def test_the_load_notices_what_fails(site: Path) -> None:
    """Answers with an error count as lost, so that a good figure means good answers."""
    with nginx(site) as server:
        assert load(server, "no/such/page/", 1, CALM).lost > 0


def test_the_crowd_comes_to_what_it_must(site: Path) -> None:
    """The simulated week agrees with the closed form, for the assumptions as they stand and for others; so the figures can be trusted."""
    weighed = read(site)
    for crowd in (replace(Crowd(), sample=2), replace(Crowd(), visits=1.5, kept=0.2, edges=200, page_seconds=60.0)):
        assert simulation.wrong(simulation.simulate(weighed, crowd, seed=1), week(weighed, crowd), crowd, {}) == []


def test_the_crowd_is_weighed_as_the_site_is(site: Path) -> None:
    """Python weighs what its files weigh, a first page of the guide under 100 kB; the mixture of requests exists on the server."""
    weighed = read(site)
    assert sum(weighed.shared.values()) + weighed.page < 100_000
    assert 2_000_000 < sum(weighed.runtime.values()) < 3_000_000
    asked = mixture(weighed, Crowd(), 500)
    assert [a for a in asked if not (site / a / ("index.html" if a.endswith("/") or not a else "")).is_file()] == []


def test_a_week_is_whole() -> None:
    """No visit is lost between the hours, and the busiest hour is in the evening of the first day."""
    week_hours = hours()
    assert sum(hour.share for hour in week_hours) == pytest.approx(1)
    assert 18 * 3600 <= max(week_hours, key=lambda hour: hour.share).start < 22 * 3600
    assert 0 <= simulation._moment(random.Random(1)) < 7 * 24 * 3600
