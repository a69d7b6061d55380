"""Every kind of job, by its name."""

from __future__ import annotations

from api.jobs.intervals import SLOTS
from api.jobs.kind import JobKind
from api.jobs.kinds.batch import BATCH
from api.jobs.kinds.replan import REPLAN
from api.jobs.kinds.solve import SOLVE

KINDS: dict[str, JobKind] = {kind.name: kind for kind in (SOLVE, REPLAN, BATCH)}


def queues() -> dict[str, tuple[str, ...]]:
    """Queue -> the names of its kinds."""
    return {queue: tuple(kind.name for kind in KINDS.values() if kind.queue == queue) for queue in SLOTS}


def queue_of() -> dict[str, str]:
    """Name of a kind -> its queue."""
    return {kind.name: kind.queue for kind in KINDS.values()}
