"""A database with a district, a school and a term, where jobs are submitted and looked at."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select, update

from api.jobs.execution import Execution
from api.jobs.intervals import Pace
from api.jobs.kind import Ended, JobKind
from api.jobs.task import JobTask
from api.schemas.base import Wire
from api.settings import Settings
from api.storage.clock import Now
from api.storage.database import Database
from api.storage.events import Event, events_after
from api.storage.ids import new_id
from api.storage.jobs import Job, NewJob, add_job, claim, known_job
from api.storage.packed import digest, pack
from api.storage.tables import districts, jobs, plans, revisions, schools, terms

HASTE = Pace(
    beat=0.2, patience=3.0, dispatch=0.05, reap=0.2, watch=0.05, poll=0.1, parent=0.1, incumbent=0.0, grace=5.0, lag=1.0, sweep=0.5
)
HOUR = 3_600_000


class Anything(Wire):
    """Parameters of the kinds that tests make up."""


@dataclass
class Office:
    """``url``: of the database."""

    database: Database
    url: str
    term: str = ""
    made: int = 0

    def settle(self, request: bytes) -> None:
        """Found a school that has submitted this request."""
        document = json.loads(request)
        self.term = new_id()
        with self.database.write() as connection:
            connection.execute(insert(districts).values(id="east", name="east", created_at=Now()))
            connection.execute(insert(schools).values(id="elm", name="elm", district_id="east", created_at=Now()))
            connection.execute(
                insert(terms).values(
                    id=self.term, school_id="elm", name="t", sha256=digest(document), body=pack(document), pupils=1,
                    classes=1, created_at=Now(), created_by="test",
                )
            )  # fmt: skip

    def submit(
        self, kind: str = "solve", params: Mapping[str, Any] | None = None, tenant: str = "school:elm", priority: int = 0,
        lifetime: int = HOUR,
    ) -> str:  # fmt: skip
        """Queue a job; its id. Ids of jobs made within a millisecond have no order; here they have."""
        self.made += 1
        new = NewJob(f"{self.made:032x}", kind, tenant, "test", lifetime, params or {}, "elm", "east", self.term, None, priority)
        with self.database.write() as connection:
            return add_job(connection, new).id

    def job(self, job_id: str) -> Job:
        with self.database.read() as connection:
            return known_job(connection, job_id)

    def claim(self, job_id: str, worker: str = "w") -> Job:
        """Take a job that is there to be taken."""
        with self.database.write() as connection:
            job = claim(connection, job_id, worker)
        assert job is not None
        return job

    def change(self, job_id: str, values: Mapping[str, Any]) -> None:
        """Change a job's row behind everybody's back."""
        with self.database.write() as connection:
            connection.execute(update(jobs).where(jobs.c.id == job_id).values(dict(values)))

    def events(self, job_id: str) -> tuple[Event, ...]:
        with self.database.read() as connection:
            return events_after(connection, job_id, 0)

    def told(self, job_id: str) -> list[str]:
        """The kinds of a job's events, in order."""
        return [event.kind for event in self.events(job_id)]

    def plans(self, job_id: str) -> list[Any]:
        """(plan's id, whether valid, packed body) of what a job made."""
        query = (
            select(plans.c.id, revisions.c.valid, revisions.c.body)
            .join(revisions, revisions.c.plan_id == plans.c.id)
            .where(plans.c.job_id == job_id)
        )
        with self.database.read() as connection:
            return list(connection.execute(query))

    def execution(
        self, job: Job, run: Callable[[JobTask], Ended] | None, leaving: threading.Event | None = None, max_attempts: int = 2
    ) -> Execution:
        """One attempt at a claimed job, as if its kind worked like this; None: as if there were no such kind."""
        kinds = {} if run is None else {job.kind: JobKind(job.kind, "solves", Anything, run)}
        settings = Settings(database_url=self.url, max_attempts=max_attempts)
        return Execution(self.database, settings, kinds, job, leaving or threading.Event(), HASTE)


PATIENCE = 600.0
"""Seconds until something that must come is given up; long, for it says nothing of how busy the machine is."""


def wait_until(true: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Wait, generously, for something that must come."""
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "it did not come"
        time.sleep(0.05)
