"""Requests that this process answered: how many, and how quickly."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram

UNKNOWN = "none"
"""Stands for an address that no route has: its words are whatever the caller wrote."""
METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
OTHER = "other"
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class RequestMeter:
    """Counts requests by method, route and status; times them by method and route, until their answers begin."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._answered = Counter(
            "afterbell_requests", "Requests answered", ("method", "route", "status"), registry=registry
        )
        self._seconds = Histogram(
            "afterbell_request_seconds", "Seconds from a request to the beginning of its answer", ("method", "route"),
            registry=registry, buckets=SECONDS,
        )  # fmt: skip

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """One request; ``method`` is a known one, ``route`` the template of its address."""
        self._answered.labels(method, route, str(status)).inc()
        self._seconds.labels(method, route).observe(seconds)


def known_method(method: str) -> str:
    """A request's method; callers may make up their own, which are all the same to us."""
    return method if method in METHODS else OTHER
