"""Kinds of durable jobs, as declarations, and results of their runs. A kind is a file in :mod:`api.jobs.kinds` and a registry line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection

from api.access.principal import Principal
from api.access.role import Right
from api.jobs.task import JobTask
from api.schemas.base import Wire
from api.settings import Settings
from api.storage.jobs import Job

S = TypeVar("S", bound=Wire)
SOLVES, PARENTS = "solves", "parents"
"""Names of the queues: jobs that compute, one at a time in a worker; jobs that wait for their children."""


@dataclass(frozen=True)
class Ended:
    """Result of one run of a job.

    state: ``done``, ``refused`` (proven infeasible) or ``failed``; the last two with a reason. result: document for the column
    ``result`` of the job. keep: stores the products of the job in the transaction that ends it, and returns further entries of the
    result; it may be called again after a database failure, and raises JobError where the products cannot be stored. gap: largest
    relative gap of a goal, in millionths. tiers: name of a goal -> its value in the plan, in counted units.
    """

    state: str
    reason: Mapping[str, Any] | None = None
    result: Mapping[str, Any] = field(default_factory=dict)
    keep: Callable[[Connection], Mapping[str, Any]] | None = None
    gap: int | None = None
    tiers: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Submission(Generic[S]):
    """Submission of jobs of one kind by callers of ``POST /v1/jobs``.

    spec: request body, a model with ``kind: Literal[NAME]`` by which the union of all kinds is discriminated. right: needed beside
    the route's own (:data:`Right.PLAN`). submit: (connection, principal, settings, id of the new job, spec) -> the queued job; it
    resolves every id of the spec within the principal's scope, and raises ApiError (404, 410, 422, 429).
    """

    spec: type[S]
    right: Right
    submit: Callable[[Connection, Principal, Settings, str, S], Job]


@dataclass(frozen=True)
class JobKind:
    """Kind of job.

    name: at least 3 letters. queue: :data:`SOLVES` or :data:`PARENTS`. params: model of the column ``params``. run: executes a job;
    it polls ``task.cancelled()``, also before it begins to compute, and then returns the best result so far. Executions are at least
    once: it may be called again for the same job after its process died, and resumes from the stored incumbent. submission: None for
    kinds that only other jobs submit.
    """

    name: str
    queue: str
    params: type[Wire]
    run: Callable[[JobTask], Ended]
    submission: Submission[Any] | None = None
