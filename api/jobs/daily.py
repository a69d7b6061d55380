"""What has to be done once a day, by any worker: forgetting what is past its time (:mod:`api.services.retention`)."""

from __future__ import annotations

import logging
import time

from api.services.retention import days_of, retain
from api.settings import Settings
from api.storage.database import Database

LOG = logging.getLogger(__name__)
FIRST_SECONDS = 600.0
"""After a worker's start, so that one that is started again and again does other things first."""
DAY_SECONDS = 86_400.0
LOOK_SECONDS = 30.0


class Daily:
    """Every worker does it: the second finds nothing left to do."""

    def __init__(self, database: Database, settings: Settings, first: float = FIRST_SECONDS) -> None:
        self._database = database
        self._days = days_of(settings)
        self._due = time.monotonic() + first

    def look(self) -> None:
        """Do it when a day has passed. Where it fails, the next look tries again."""
        if time.monotonic() < self._due:
            return
        counts = retain(self._database, self._days)
        self._due = time.monotonic() + DAY_SECONDS
        LOG.info("past its time and gone: %s", counts)
