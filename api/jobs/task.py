"""Interface of one attempt at a job to its kind, which sees neither tables nor engine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.jobs.progress_buffer import PROGRESS, ProgressBuffer
from api.jobs.stop import Stop, StopCause
from api.jobs.watcher import Watcher
from api.mapping.request import Request, request_from_doc
from api.settings import Settings
from api.storage.database import Database
from api.storage.ending import cancel
from api.storage.events import last_event
from api.storage.incumbents import incumbent_of
from api.storage.job_parts import keep_part, parts_of
from api.storage.jobs import Job, NewJob, add_job, children_of, hold
from api.storage.reasons import ERASED, Reason
from api.storage.terms import term_document
from solver import Plan, Progress, load_plan


class JobError(Exception):
    """Failure of a job with a reason that is shown to its school."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason["en"])
        self.reason = reason


class JobTask:
    """One attempt at a job. database: for services that a kind calls. settings: of the process."""

    def __init__(self, database: Database, settings: Settings, job: Job, stop: Stop, telling: ProgressBuffer, watcher: Watcher) -> None:
        self.database = database
        self.settings = settings
        self.job = job
        self._stop = stop
        self._telling = telling
        self._watcher = watcher

    def request(self) -> Request:
        """Request of the job's term. Raises JobError once it is erased, and ProblemError where it is no longer valid."""
        with self.database.read() as connection:
            document = None if self.job.term_id is None else term_document(connection, self.job.term_id)
        if document is None:
            raise JobError(ERASED)
        return request_from_doc(document)

    def incumbent(self) -> Plan | None:
        """Incumbent of an earlier attempt, or None."""
        with self.database.read() as connection:
            found = incumbent_of(connection, self.job.id)
        return None if found is None else load_plan(found.document)

    def spent(self) -> float:
        """Seconds that earlier attempts searched, as far as they reported."""
        return spent_before(self.database, self.job)

    def expect(self, seconds: float) -> None:
        """Announce the longest remaining duration in seconds; a job that exceeds it by far is stopped."""
        self._watcher.expect(seconds)

    def seconds_left(self) -> float | None:
        """Seconds until the deadline, at least 0; None without one."""
        if self.job.deadline_at is None:
            return None
        return max(0.0, (self.job.deadline_at - self.database.now()) / 1000)

    def progress(self, progress: Progress) -> None:
        """Report an event of a search; its plan becomes the incumbent. Does not block."""
        self._telling.progress(progress)

    def tell(self, kind: str, data: Mapping[str, Any]) -> None:
        """Report another event."""
        self._telling.tell(kind, data)

    def parts(self) -> dict[int, Any]:
        """Parts of the result that earlier attempts kept, by place."""
        with self.database.read() as connection:
            return parts_of(connection, self.job.id)

    def keep_part(self, place: int, document: Mapping[str, Any]) -> None:
        """Keep a part of the result; nothing is written once another attempt runs the job."""
        with self.database.write() as connection:
            if hold(connection, self.job.id, self.job.attempt) is not None:
                keep_part(connection, self.job.id, place, document)

    def cancelled(self) -> bool:
        """Whether to stop and return the best result so far, for whatever cause. Does not block."""
        return bool(self._stop)

    @property
    def was_cancelled(self) -> bool:
        """Whether the job was cancelled, and not merely its process told to leave."""
        return self._stop.cause is StopCause.CANCELLED

    def wait(self, seconds: float) -> None:
        """Sleep for so many seconds, or until :meth:`cancelled`."""
        self._stop.wait(seconds)

    def submit(self, child: NewJob) -> Job:
        """Submit a child of this job."""
        with self.database.write() as connection:
            return add_job(connection, child)

    def cancel_children(self) -> None:
        """Cancel all unfinished children."""
        for child in self.children():
            if not child.ended and child.cancel_at is None:
                with self.database.write() as connection:
                    cancel(connection, child.id)

    def children(self) -> tuple[Job, ...]:
        """Children of this job, including those of earlier attempts."""
        with self.database.read() as connection:
            return children_of(connection, self.job.id)


def spent_before(database: Database, job: Job) -> float:
    """Seconds that attempts before the present one searched, as far as they reported."""
    if job.attempt <= 1:
        return 0.0
    with database.read() as connection:
        told = last_event(connection, job.id, PROGRESS)
    return 0.0 if told is None else float(told.data.get("seconds", 0.0))
