"""Registry of the kinds of job, by name."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Annotated, Any

from pydantic import Field

from api.jobs.intervals import SLOTS
from api.jobs.kind import JobKind, Submission
from api.jobs.kinds.batch import BATCH
from api.jobs.kinds.repair import REPAIR
from api.jobs.kinds.replan import REPLAN
from api.jobs.kinds.school_answer import SCHOOL_ANSWER_KIND
from api.jobs.kinds.solve import SOLVE
from api.jobs.kinds.staffing import STAFFING
from api.jobs.kinds.what_if import WHAT_IF_KIND
from api.schemas.base import Wire

KINDS: dict[str, JobKind] = {kind.name: kind for kind in (SOLVE, REPLAN, REPAIR, BATCH, SCHOOL_ANSWER_KIND, WHAT_IF_KIND, STAFFING)}
SUBMISSIONS: dict[type[Wire], Submission[Any]] = {
    kind.submission.spec: kind.submission for kind in KINDS.values() if kind.submission is not None
}
"""Model of a request body -> how jobs of its kind are submitted."""


def spec_type() -> Any:
    """Discriminated union (on ``kind``) of the specs of every kind that callers may submit: the body of ``POST /v1/jobs``."""
    return Annotated[reduce(or_, SUBMISSIONS), Field(discriminator="kind")]


def queues() -> dict[str, tuple[str, ...]]:
    """Map: queue -> names of its kinds."""
    return {queue: tuple(kind.name for kind in KINDS.values() if kind.queue == queue) for queue in SLOTS}


def queue_of() -> dict[str, str]:
    """Map: name of a kind -> its queue."""
    return {kind.name: kind.queue for kind in KINDS.values()}
