"""Daily maintenance by any worker: retention (:mod:`api.services.retention`)."""

from __future__ import annotations

import logging
import time

from api.services.retention import retain, retention_days
from api.settings import Settings
from api.storage.database import Database

LOG = logging.getLogger(__name__)
FIRST_SECONDS = 600.0
"""Seconds from a worker's start to its first run, so that a worker that is restarted repeatedly does its jobs first. Raising it
delays retention after each start."""
DAY_SECONDS = 86_400.0
"""Seconds between two runs."""
LOOK_SECONDS = 30.0
"""Seconds between two checks whether a run is due, and between retries. Raising it delays runs."""


class Daily:
    """Daily maintenance; idempotent, so that every worker may do it."""

    def __init__(self, database: Database, settings: Settings, first: float = FIRST_SECONDS) -> None:
        self._database = database
        self._days = retention_days(settings)
        self._due = time.monotonic() + first

    def look(self) -> None:
        """Run the maintenance when a day has passed. A failure is retried at the next look."""
        if time.monotonic() < self._due:
            return
        counts = retain(self._database, self._days)
        self._due = time.monotonic() + DAY_SECONDS
        LOG.info("past its time and gone: %s", counts)
