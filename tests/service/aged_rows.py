"""Workers and jobs of some age, put into the database behind everybody's back."""

from __future__ import annotations

from typing import Any

from sqlalchemy import insert

from api.storage.clock import Now
from api.storage.database import Database
from api.storage.ids import new_id
from api.storage.tables import jobs, workers


def add_worker(database: Database, age: int = 0) -> None:
    with database.write() as connection:
        connection.execute(
            insert(workers).values(id=new_id(), host="h", pid=1, version="1", started_at=Now() - age, beat_at=Now() - age)
        )


def add_job(database: Database, state: str, age: int, **values: Any) -> None:
    """A job that was made ``age`` seconds ago."""
    row = {
        "id": new_id(), "kind": "solve", "tenant": "school:elm", "state": state, "params": {}, "priority": 0, "attempt": 1,
        "created_at": Now() - age * 1000, "created_by": "key:1",
    }  # fmt: skip
    required = {c.name: 0 for c in jobs.c if not c.nullable and c.name not in row}
    with database.write() as connection:
        connection.execute(insert(jobs).values(**row, **required, **values))
