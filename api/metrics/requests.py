"""Metrics of the requests that this process answered: counts and latencies."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram

UNKNOWN = "none"
"""Label of addresses without a route, whose text is arbitrary."""
METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
OTHER = "other"
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Upper bounds of the buckets of the latency histogram, in seconds. More buckets make quantiles more exact, and take more
memory."""


class RequestMeter:
    """Counter by method, route and status; histogram of seconds until the response begins, by method and route."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._answered = Counter(
            "afterbell_requests", "Requests answered", ("method", "route", "status"), registry=registry
        )
        self._seconds = Histogram(
            "afterbell_request_seconds", "Seconds from a request to the beginning of its answer", ("method", "route"),
            registry=registry, buckets=SECONDS,
        )  # fmt: skip

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one request; ``method`` is a known one, ``route`` the template of its address."""
        self._answered.labels(method, route, str(status)).inc()
        self._seconds.labels(method, route).observe(seconds)


def known_method(method: str) -> str:
    """Label of a request's method; OTHER for unknown ones, which callers may invent."""
    return method if method in METHODS else OTHER
