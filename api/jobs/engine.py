"""Adapter of the workflow engine: the only importer of DBOS.

DBOS keeps a workflow for each dispatched job, under the job's id, and hands it to exactly one process. Order
(:mod:`api.jobs.dispatcher`) and recovery of dead processes (:mod:`api.jobs.reaper`) are ours. It runs one function, which takes
the id of a job; all other state is in our tables.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from dbos import DBOS, DBOSConfig, SetWorkflowID
from sqlalchemy.engine import URL

from api.jobs.intervals import SLOTS, Pace
from api.storage.data_files import engine_file
from api.storage.database import Database, with_idle_timeout
from api.storage.lock import exclusive

APPLICATION = "afterbell"
VERSION = "1"
"""Version of the workflow's meaning. Pinned, so that a new release of the program continues the jobs of the one before."""
WORKFLOW = "afterbell-job"
WAITING, HELD, OVER = "waiting", "held", "over"
LOCK = 4_710_226_183
"""Key of the advisory lock of the engine's migrations: an arbitrary number that nothing else uses."""
POOL = 4
"""Database connections of the engine in each process. Raising it takes more connections of the server."""


class KnownJob(Protocol):
    """State of a job in the engine: ``waiting`` in a queue, ``held`` by a process, or ``over``. holder: id of that process."""

    @property
    def state(self) -> str: ...

    @property
    def holder(self) -> str | None: ...


class _Known:
    def __init__(self, status: str, executor: str | None) -> None:
        self.state = {"ENQUEUED": WAITING, "DELAYED": WAITING, "PENDING": HELD}.get(status, OVER)
        self.holder = executor if self.state == HELD else None


def engine_url(url: URL) -> str:
    """URL of the engine's own tables: schema ``dbos`` of the same PostgreSQL database, or a file ``jobs.db`` beside that of
    SQLite."""
    if url.get_backend_name() == "sqlite":
        return f"sqlite:///{engine_file(Path(url.database or '').absolute())}"
    return with_idle_timeout(url).render_as_string(hide_password=False)


class Engine:
    """Engine of this process; at most one. holder: id of the process, new at each start. run: executes the job of an id."""

    def __init__(self, url: URL, holder: str, run: Callable[[str], None], pace: Pace) -> None:
        self._url = url
        self._pace = pace
        config: DBOSConfig = {
            "name": APPLICATION,
            "system_database_url": engine_url(url),
            "application_version": VERSION,
            "executor_id": holder,
            "log_level": "ERROR",
            "enable_otlp": False,  # nothing is sent anywhere
            "use_listen_notify": False,  # its messages are not used, and each process would keep a connection for them
            "sys_db_pool_size": POOL,
        }
        DBOS(config=config)
        log = logging.getLogger("dbos")
        log.handlers, log.propagate = [], True  # its errors go where ours go
        DBOS.listen_queues(tuple(SLOTS))

        # Attempts are counted in our own table, where they mean something to the school.
        @DBOS.workflow(name=WORKFLOW, max_recovery_attempts=None)
        def workflow(job_id: str) -> None:
            run(job_id)

        self._workflow = workflow

    def migrate(self) -> None:
        """Create or migrate the engine's tables, one process at a time.

        DBOS has a lock of its own, but goes on without it after 30 seconds, and its migrations take longer on a busy machine.
        """
        database = Database(self._url.render_as_string(hide_password=False), pool_size=1)
        try:
            with exclusive(database, LOCK):
                DBOS.migrate(engine_url(self._url))
        finally:
            database.close()

    def start(self) -> None:
        """Begin to execute jobs. The tables must be migrated."""
        DBOS.launch()
        for queue, slots in SLOTS.items():
            DBOS.register_queue(queue, worker_concurrency=slots, polling_interval_sec=self._pace.poll)

    def enqueue(self, job_id: str, queue: str) -> None:
        """Enqueue a job; idempotent by its id."""
        with SetWorkflowID(job_id):
            DBOS.enqueue_workflow(queue, self._workflow, job_id)

    def known(self, job_ids: Sequence[str]) -> dict[str, KnownJob]:
        """Map: id -> state in the engine, of those jobs that the engine knows."""
        found = DBOS.list_workflows(workflow_ids=list(job_ids), load_input=False, load_output=False)
        return {one.workflow_id: _Known(one.status, one.executor_id) for one in found}

    def held(self) -> dict[str, str | None]:
        """Map: id of every job that a process holds -> id of the process."""
        found = DBOS.list_workflows(name=WORKFLOW, status="PENDING", load_input=False, load_output=False)
        return {one.workflow_id: one.executor_id for one in found}

    def over(self, most: int) -> tuple[str, ...]:
        """Ids of the oldest jobs that ended in the engine more than ``age`` ago, at most ``most``.

        The age leaves time for a process that was wrongly taken for dead, which still asks how a job ended that was taken from
        it.
        """
        found = DBOS.list_workflows(
            name=WORKFLOW,
            status=["SUCCESS", "ERROR", "CANCELLED"],
            completed_before=(datetime.now(UTC) - timedelta(seconds=self._pace.sweep)).isoformat(),
            limit=most,
            load_input=False,
            load_output=False,
        )
        return tuple(one.workflow_id for one in found)

    def resume(self, job_id: str, queue: str) -> None:
        """Enqueue a job again whose holder is dead."""
        DBOS.resume_workflows([job_id], queue_name=queue)

    def forget(self, job_ids: Sequence[str]) -> None:
        """Delete the workflows of these jobs."""
        DBOS.delete_workflows(list(job_ids))

    def end(self) -> None:
        """Stop executing and close the database; jobs that are held stay so."""
        DBOS.destroy(destroy_registry=True)
