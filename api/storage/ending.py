"""State transitions of jobs without a worker: end and cancel jobs that wait."""

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
    """Event ``end``, the last one of every job."""
    return END, {"state": state, "reason": reason, "result": result}


def end_waiting(connection: Connection, job_id: str, state: str, reason: Reason) -> bool:
    """End a waiting job, drop its incumbent and append its end event; False where a worker runs it by now, or it has ended."""
    if not end_queued(connection, job_id, state, reason):
        return False
    drop(connection, job_id)
    add_events(connection, job_id, [end_event(state, reason, None)])
    return True


def cancel(connection: Connection, job_id: str) -> Job:
    """Cancel a job; no change where it has ended already.

    A waiting job ends at once. A running job ends when its worker sees the request, within a second; so does a waiting job with
    an incumbent of an earlier attempt, which the next worker checks and keeps. Raises LookupError.
    """
    ask_cancel(connection, job_id)
    if not has_incumbent(connection, job_id):
        end_waiting(connection, job_id, CANCELLED, CANCELLED_WORDS)
    return known_job(connection, job_id)
