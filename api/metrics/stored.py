"""Metrics of jobs, workers and the database, queried from the tables at a scrape and cached for ``FRESH_SECONDS``."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable, Sequence

from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from api.storage.figures import Figures

LOG = logging.getLogger(__name__)
FRESH_SECONDS = 2.0
"""Seconds for which figures are cached. Raising it saves queries where several systems scrape, and makes figures older."""
PARTS = {"0.5": 50, "0.95": 95, "1": 100}
"""Label of a quantile -> percent."""


class StoredMeter(Collector):
    """Collector that registers itself. read: queries the figures; where it fails, only ``database_up`` is exported."""

    def __init__(self, registry: CollectorRegistry, read: Callable[[], Figures]) -> None:
        self._read = read
        self._lock = threading.Lock()
        self._known: Figures | None = None
        self._known_at = float("-inf")
        registry.register(self)

    def describe(self) -> Iterable[Metric]:
        """Empty, so that registration does not read the database."""
        return ()

    def collect(self) -> Iterable[Metric]:
        found = self._figures()
        yield _gauge("database_up", "1 when the tables could be read", 0 if found is None else 1)
        if found is None:
            return
        by_state = GaugeMetricFamily("afterbell_jobs", "Jobs kept, by state and kind", labels=("state", "kind"))
        for (state, kind), count in sorted(found.jobs.items()):
            by_state.add_metric((state, kind), count)
        failed = GaugeMetricFamily("afterbell_jobs_failed", "Failed jobs kept, by code of the reason", labels=("reason",))
        for code, count in sorted(found.failures.items()):
            failed.add_metric((code,), count)
        yield by_state
        yield failed
        yield _gauge("queue_length", "Jobs that wait for a worker", found.queued)
        yield _gauge("queue_oldest_seconds", "How long the oldest of them has waited", found.oldest_queued / 1000)
        yield _gauge("workers_alive", "Worker processes that gave a sign of life", found.workers)
        yield _gauge("database_bytes", "Size of the database", found.database_bytes)
        yield _quantiles("first_plan_seconds", "From the start of a job to its first plan; jobs ended in the last hour",
                         [waited / 1000 for waited in found.first_plan])  # fmt: skip
        yield _quantiles("gap_ratio", "Largest gap of a job's goals, 0.01 = 1%; jobs ended in the last hour",
                         [gap / 1e6 for gap in found.gaps])  # fmt: skip

    def _figures(self) -> Figures | None:
        with self._lock:
            if time.monotonic() - self._known_at > FRESH_SECONDS:
                try:
                    self._known = self._read()
                except Exception:  # a scrape tells what can be told, whatever is wrong with the database
                    LOG.exception("figures could not be read")
                    self._known = None
                self._known_at = time.monotonic()
            return self._known


def _gauge(name: str, words: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"afterbell_{name}", words, value=value)


def _quantiles(name: str, words: str, values: Sequence[float]) -> GaugeMetricFamily:
    """Nearest-rank quantiles; no sample where there are no values."""
    family = GaugeMetricFamily(f"afterbell_{name}", words, labels=("quantile",))
    ranked = sorted(values)
    for label, percent in PARTS.items():
        if ranked:
            family.add_metric((label,), ranked[max(0, -(-percent * len(ranked) // 100) - 1)])
    return family
