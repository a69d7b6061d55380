"""What a kind of job is, and what it hands back. A new kind is a small file in :mod:`api.jobs.kinds` and a line in the registry."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from api.jobs.task import JobTask
from api.schemas.base import Wire

SOLVES, PARENTS = "solves", "parents"
"""Queues: of what computes, one at a time in a worker; of what only waits for its children."""


@dataclass(frozen=True)
class Ended:
    """What came of a job.

    state: ``done``, ``refused`` (proven impossible) or ``failed``; the last two with a reason. result: what the job's row
    shows of it. keep: called in the transaction that ends the job, it stores what the job made, and what it returns is added
    to the result; it may be called again if the database was away, and raises JobError where it cannot be kept.
    """

    state: str
    reason: Mapping[str, Any] | None = None
    result: Mapping[str, Any] = field(default_factory=dict)
    keep: Callable[[Connection], Mapping[str, Any]] | None = None
    gap: int | None = None


@dataclass(frozen=True)
class JobKind:
    """A kind of job.

    name: at least 3 letters. queue: :data:`SOLVES` or :data:`PARENTS`. params: what a caller may set. run: does the job; it
    asks ``task.cancelled()`` often, at the beginning too, and then hands back the best it has without computing on. It may
    be called again for the same job after its process died, and goes on from what it told.
    """

    name: str
    queue: str
    params: type[Wire]
    run: Callable[[JobTask], Ended]
