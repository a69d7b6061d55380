"""Repository of completed dated tasks of a school's term."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, delete, insert, select

from api.storage.clock import Now
from api.storage.tables import task_records
from solver.papers.tasks import TaskRecord


def list_records(connection: Connection, school_id: str, term: str) -> dict[str, TaskRecord]:
    """Map: id of a task -> record. term: its name."""
    query = select(task_records).where(task_records.c.school_id == school_id, task_records.c.term == term)
    rows = connection.execute(query.order_by(task_records.c.task)).mappings()
    return {row["task"]: TaskRecord(date.fromisoformat(row["done"]), row["by"], row["note"]) for row in rows}


def keep_record(connection: Connection, school_id: str, term: str, task: str, record: TaskRecord, who: str) -> None:
    """Store the record of a completed task, in place of an earlier one."""
    drop_record(connection, school_id, term, task)
    connection.execute(
        insert(task_records).values(
            school_id=school_id, term=term, task=task, done=record.done.isoformat(), by=record.by, note=record.note, at=Now(), who=who
        )
    )


def drop_record(connection: Connection, school_id: str, term: str, task: str) -> bool:
    """Delete the record of a task; False where there is none."""
    found = connection.execute(
        delete(task_records).where(
            task_records.c.school_id == school_id, task_records.c.term == term, task_records.c.task == task
        )
    )
    return found.rowcount > 0
