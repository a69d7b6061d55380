"""The events of a job as they come."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator

from fastapi.concurrency import run_in_threadpool

from api.jobs.ending import END
from api.storage.database import Database
from api.storage.events import Event, events_after
from api.storage.jobs import get_job

POLL_SECONDS = 0.3


async def follow(database: Database, job_id: str, after: int, ending: threading.Event) -> AsyncIterator[Event]:
    """Every event whose number is above ``after``, in order, until the job has ended or is no more, or the process is ending:
    whoever listens then comes again, and goes on after the last event that came."""
    while not ending.is_set():
        found, over = await run_in_threadpool(_look, database, job_id, after)
        for event in found:
            yield event
            after = event.seq
        if over or (found and found[-1].kind == END):
            return
        if not found:
            await asyncio.sleep(POLL_SECONDS)


def _look(database: Database, job_id: str, after: int) -> tuple[tuple[Event, ...], bool]:
    with database.read() as connection:
        found = events_after(connection, job_id, after)
        job = None if found else get_job(connection, job_id)
    return found, not found and (job is None or job.ended)
