"""Progress buffer of a running job: events and incumbent between two writes, so that the search never waits for the database."""

from __future__ import annotations

import math
import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from api.services.reporting import tier_document

if TYPE_CHECKING:
    from solver import Progress

PROGRESS = "progress"
BufferedEvent = tuple[str, Mapping[str, Any]]


class ProgressBuffer:
    """Buffer that the kind's threads fill and the watcher drains.

    Events are coalesced: the newest of each stage, and the newest plan, which is the best. attempt: of the job. spent: seconds
    of earlier attempts, which are added to the times of events.
    """

    def __init__(self, attempt: int, spent: float = 0.0) -> None:
        self._lock = threading.Lock()
        self._told: list[BufferedEvent] = []
        self._newest: Progress | None = None
        self._attempt = attempt
        self._spent = spent
        self.complete = False
        """Whether a plan without violations was reported."""

    def progress(self, progress: Progress) -> None:
        """Add an event of a search."""
        event = (PROGRESS, self._document(progress))
        with self._lock:
            same = self._told and self._told[-1][0] == PROGRESS and self._told[-1][1]["stage"] == progress.stage
            if same:
                self._told[-1] = event
            else:
                self._told.append(event)
            if progress.plan is not None:
                self._newest = progress
            self.complete = self.complete or bool(progress.note)

    def tell(self, kind: str, data: Mapping[str, Any]) -> None:
        """Add another event."""
        with self._lock:
            self._told.append((kind, data))

    def take(self) -> tuple[list[BufferedEvent], Progress | None]:
        """Drain the buffer -> events since the last call, and the newest incumbent of all."""
        with self._lock:
            told, self._told = self._told, []
            return told, self._newest

    def _document(self, progress: Progress) -> dict[str, Any]:
        return {
            "attempt": self._attempt,
            "stage": progress.stage,
            "seconds": round(self._spent + progress.seconds, 2),
            "note": progress.note,
            "tiers": [tier_document(tier) for tier in progress.tiers],
            "gap": gap_millionths(progress),
        }


def gap_millionths(progress: Progress) -> int | None:
    """Largest gap of the tiers in millionths, rounded up; None where a tier has no bound."""
    gaps = [tier.gap for tier in progress.tiers]
    known = [gap for gap in gaps if gap is not None]
    return math.ceil(max(known) * 1e6 - 1e-6) if known and len(known) == len(gaps) else None


