"""Jobs that end without a worker: cancelled or expired while they wait."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from api.storage.events import add_events
from api.storage.incumbents import drop, has_incumbent
from api.storage.jobs import CANCELLED, Job, ask_cancel, end_queued, known_job
from api.storage.reasons import CANCELLED as CANCELLED_WORDS
from api.storage.reasons import Reason

END = "end"


def end_event(state: str, reason: Mapping[str, Any] | None, result: Mapping[str, Any] | None) -> tuple[str, dict[str, Any]]:
    """The last event of every job."""
    return END, {"state": state, "reason": reason, "result": result}


def end_waiting(connection: Connection, job_id: str, state: str, reason: Reason) -> bool:
    """End a job that nobody runs; False when somebody does by now, or when it has ended."""
    if not end_queued(connection, job_id, state, reason):
        return False
    drop(connection, job_id)
    add_events(connection, job_id, [end_event(state, reason, None)])
    return True


def cancel(connection: Connection, job_id: str) -> Job:
    """Cancel a job, which may have ended already.

    One that waits ends at once. One that runs ends when its worker sees it, in less than a second, and so does one that waits
    with a plan found before its worker left: the next worker checks and keeps it. Raises LookupError.
    """
    ask_cancel(connection, job_id)
    if not has_incumbent(connection, job_id):
        end_waiting(connection, job_id, CANCELLED, CANCELLED_WORDS)
    return known_job(connection, job_id)
