"""Reading of job events for streams (server-sent events)."""

from __future__ import annotations

from api.services.feeds import EventPage
from api.services.queueing import Queue
from api.storage.database import Database
from api.storage.ending import END
from api.storage.events import events_after
from api.storage.jobs import get_job


def look(database: Database, queue: Queue, job_id: str, number: int) -> EventPage:
    """Events of a job above a number; whether more will come; its queue position, while it waits."""
    with database.read() as connection:
        found = events_after(connection, job_id, number)
        if found:
            return EventPage(found, over=found[-1].kind == END)
        job = get_job(connection, job_id)
        place = None if job is None else queue.place(connection, job)
    return EventPage((), job is None or job.ended, None if place is None else place.document())
