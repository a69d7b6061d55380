"""Retention: deletion of expired rows, and the terms that are due for erasure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, func, or_, select

from api.storage.clock import Now
from api.storage.tables import answers, audit, events, incumbents, job_parts, jobs, sessions, terms

DAY = 86_400_000
"""Milliseconds of a day."""
LONGEST_TERM = 200
"""Days from the submission of a term to its assumed end, where its last date is unknown. Raising it keeps such terms for longer."""
OPEN = ("queued", "running")


@dataclass(frozen=True, slots=True)
class RetentionDays:
    """Retention periods in days; 0: for ever. pupils: from the last date of their term."""

    pupils: int
    events: int
    answers: int
    audit: int


def count_expired(connection: Connection, days: RetentionDays) -> dict[str, int]:
    """Number of expired rows, by table."""
    return {name: _count(connection, table, rows) for name, (table, rows) in _expired(days).items()}


def delete_expired(connection: Connection, days: RetentionDays) -> dict[str, int]:
    """Delete expired rows -> numbers by table."""
    return {name: connection.execute(delete(table).where(rows)).rowcount for name, (table, rows) in _expired(days).items()}


def expired_terms(connection: Connection, days: int, today: date | None = None) -> tuple[str, ...]:
    """Ids of terms that ended more than ``days`` days ago and are not erased; none for 0 days. today: default the database's date."""
    if not days:
        return ()
    day = today or today_of(connection)
    midnight = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)
    ended = terms.c.last_day < (day - timedelta(days=days)).isoformat()
    unknown = and_(terms.c.last_day.is_(None), terms.c.created_at < midnight - (days + LONGEST_TERM) * DAY)
    query = select(terms.c.id).where(terms.c.erased_at.is_(None), or_(ended, unknown)).order_by(terms.c.id)
    return tuple(connection.execute(query).scalars())


def today_of(connection: Connection) -> date:
    """Date of the database's clock (UTC)."""
    return datetime.fromtimestamp(int(connection.execute(select(Now())).scalar_one()) / 1000, UTC).date()


def _expired(days: RetentionDays) -> Mapping[str, tuple[Table, ColumnElement[bool]]]:
    ended = select(jobs.c.id).where(jobs.c.state.not_in(OPEN))
    found: dict[str, tuple[Table, ColumnElement[bool]]] = {
        "sessions": (sessions, sessions.c.expires_at < Now()),
        "incumbents": (incumbents, incumbents.c.job_id.in_(ended)),
    }
    if days.events:
        long_ago = ended.where(jobs.c.ended_at < Now() - days.events * DAY)
        found["events"] = (events, events.c.job_id.in_(long_ago))
        found["job_parts"] = (job_parts, job_parts.c.job_id.in_(long_ago))
    if days.answers:
        found["answers"] = (answers, answers.c.created_at < Now() - days.answers * DAY)
    if days.audit:
        found["audit"] = (audit, audit.c.at < Now() - days.audit * DAY)
    return found


def _count(connection: Connection, table: Table, rows: ColumnElement[bool]) -> int:
    return int(connection.execute(select(func.count()).select_from(table).where(rows)).scalar_one())
