"""Job kind ``batch``: one child job for each school, a solve or a question. It waits for the children, reports their ends, and
aggregates their indicators."""

from __future__ import annotations

from typing import Literal

from sqlalchemy import Connection

from api.access.principal import Principal
from api.access.role import Right
from api.jobs.kind import PARENTS, Ended, JobKind, Submission
from api.jobs.kinds.school_answer import SCHOOL_ANSWER
from api.jobs.task import JobTask
from api.schemas.base import Wire
from api.schemas.batch import BatchEntry, BatchParams, NewBatch, SchoolAnswerJob
from api.schemas.solve import SolveParams
from api.services.batches import batch_document, submit_batch
from api.settings import Settings
from api.storage.ids import derived_id
from api.storage.jobs import DONE, FAILED, Job, NewJob
from api.storage.reasons import DEADLINE

LOOK_SECONDS = 0.5
"""Seconds between two queries of the children. Raising it reports their ends later, and costs fewer queries."""
CHILD = "child"


class BatchSpec(NewBatch):
    """Batch: ``{"kind": "batch", "name": …, "terms": […]}``, one term of each school."""

    kind: Literal["batch"]


def submit(connection: Connection, principal: Principal, settings: Settings, job_id: str, spec: BatchSpec) -> Job:
    """Queue a batch. Raises as :func:`submit_batch`."""
    return submit_batch(connection, principal, settings, job_id, spec)


def batch(task: JobTask) -> Ended:
    """Submit the children (idempotent by derived ids), wait until all have ended, and aggregate. A refused school fails no other."""
    params = BatchParams.model_validate(task.job.params)
    known = {child.id for child in task.children()}
    for place, entry in enumerate(params.entries):
        if entry.job is None and (new := _child(task.job, params, place, entry)).id not in known:
            task.submit(new)
    told: set[str] = set()
    while True:
        children = task.children()
        for child in children:
            if child.ended and child.id not in told:
                told.add(child.id)
                task.tell(
                    CHILD,
                    {"job": child.id, "school": child.school_id, "state": child.state, "ended": len(told), "of": len(children)},
                )
        if len(told) == len(children):
            break
        if task.cancelled():
            if not task.was_cancelled:
                return Ended(FAILED, DEADLINE)  # or this process leaves, and another goes on to wait
            task.cancel_children()
        task.wait(LOOK_SECONDS)
    with task.database.read() as connection:
        document = batch_document(connection, task.job)
    return Ended(DONE, None, {"counts": document["counts"], "verdicts": document["verdicts"], "indicators": document["indicators"]})


def _child(job: Job, params: BatchParams, place: int, entry: BatchEntry) -> NewJob:
    """Child job of an entry, with an id derived from the batch and the place, so that no school is solved twice."""
    child: Wire = SolveParams(seconds=entry.seconds, seed=entry.seed)
    if params.question is not None:
        child = SchoolAnswerJob(question=params.question, seconds=entry.seconds, seed=entry.seed)
    return NewJob(
        id=derived_id(job.created_at, f"{job.id}\n{place}"), kind="solve" if params.question is None else SCHOOL_ANSWER,
        tenant=job.tenant, created_by=job.created_by,
        lifetime=params.lifetime, params=child.model_dump(exclude_defaults=True), school_id=entry.school_id,
        district_id=entry.district_id, term_id=entry.term_id, parent_id=job.id, priority=job.priority,
    )  # fmt: skip


BATCH = JobKind("batch", PARENTS, BatchParams, batch, Submission(BatchSpec, Right.BATCH, submit))
