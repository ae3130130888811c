"""The crowd in closed form: what the simulation must come to, and what a week costs."""

from __future__ import annotations

from dataclasses import dataclass

from deploy.assumptions import Crowd, hours
from deploy.weights import Site, downloads


@dataclass(frozen=True)
class Week:
    """All requests and bytes of the peak week; what of it passes the CDN to the origin; and the busiest hour's mean second."""

    visits: float
    starts: float  # first visits, and later ones of browsers that forgot, that fetch Python
    requests: float
    sent: float  # bytes
    origin_requests: float
    origin_sent: float
    peak_requests: float  # a second
    peak_sent: float  # bytes a second

    def kept(self, site: Site, crowd: Crowd) -> float:
        """The share of all that pages need which browsers answer from what they kept."""
        needed = self.visits * (crowd.pages + len(site.shared) + crowd.starts_python * (len(site.runtime) + 1))
        return 1 - self.requests / needed

    def cost(self, crowd: Crowd) -> float:
        return self.sent / 1e9 * crowd.price + self.requests / 1e4 * crowd.price_requests


def week(site: Site, crowd: Crowd) -> Week:
    visits, fresh = crowd.people * crowd.visits, crowd.people * downloads(crowd)
    starts = fresh * crowd.starts_python
    requests, sent = _fetched(site, crowd, visits, fresh)
    missed, missed_bytes = missed_pages(site, crowd)
    files = site.shared | site.runtime  # named by their content: missed once at each edge
    missed += crowd.edges * len(files)
    missed_bytes += crowd.edges * (sum(files.values()) + len(files) * crowd.header)
    return Week(visits, starts, requests, sent, missed, missed_bytes, *peak(site, crowd))


def _fetched(site: Site, crowd: Crowd, visits: float, fresh: float) -> tuple[float, float]:
    """Requests and bytes of so many visits, of which ``fresh`` begin with nothing kept."""
    python, views, checks = fresh * crowd.starts_python, visits * crowd.pages, visits * crowd.starts_python
    requests = views + checks + fresh * len(site.shared) + python * len(site.runtime)
    sent = views * site.page + checks * sum(site.worker.values())
    sent += fresh * sum(site.shared.values()) + python * sum(site.runtime.values())
    return requests, sent + requests * crowd.header


def missed_pages(site: Site, crowd: Crowd) -> tuple[float, float]:
    """A page asked for λ times a second at an edge that keeps it T seconds is missed λ/(1+λT) times a second."""
    views = crowd.people * crowd.visits * crowd.pages / crowd.edges
    often = [*site.popularity, crowd.starts_python / crowd.pages]  # the service worker: once a visit of those who start Python
    sizes = [*site.pages.values(), *site.worker.values()]
    counts = [sum(_missed(views * hour.share * share, crowd.page_seconds) for hour in hours()) for share in often]
    sent = sum(count * (size + crowd.header) for count, size in zip(counts, sizes, strict=True))
    return crowd.edges * sum(counts), crowd.edges * sent


def _missed(asked: float, seconds: float) -> float:
    """Of so many requests in an hour."""
    return asked / (1 + asked / 3600 * seconds)


def peak(site: Site, crowd: Crowd) -> tuple[float, float]:
    """Requests and bytes of a mean second in the busiest hour, without a burst."""
    done, best = 0.0, (0.0, 0.0)
    for hour in hours():
        visits = crowd.people * crowd.visits * hour.share
        first = crowd.people * (_begun(crowd, done + hour.share) - _begun(crowd, done))
        fresh = first + (visits - first) * (1 - crowd.kept)
        requests, sent = _fetched(site, crowd, visits, fresh)
        best = max(best[0], requests / 3600), max(best[1], sent / 3600)
        done += hour.share
    return best


def _begun(crowd: Crowd, done: float) -> float:
    """The share of people whose first visit lies in the first ``done`` of all visits; their number is geometric."""
    stop, left = 1 / crowd.visits, max(0.0, 1 - done)
    return 1 - stop * left / (1 - (1 - stop) * left)
