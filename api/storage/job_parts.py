"""Repository of the parts of a job's result, kept as each is done."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, insert, select

from api.storage.clock import Now
from api.storage.packed import pack, unpack
from api.storage.tables import job_parts


def keep_part(connection: Connection, job_id: str, place: int, document: object) -> None:
    """Store a part, in place of an earlier one of this place. The caller holds the job's row lock as its newest attempt."""
    connection.execute(delete(job_parts).where(job_parts.c.job_id == job_id, job_parts.c.place == place))
    connection.execute(insert(job_parts).values(job_id=job_id, place=place, body=pack(document), at=Now()))


def parts_of(connection: Connection, job_id: str) -> dict[int, Any]:
    """Map: place -> document, of the parts that are done."""
    query = select(job_parts.c.place, job_parts.c.body).where(job_parts.c.job_id == job_id).order_by(job_parts.c.place)
    return {row.place: unpack(row.body) for row in connection.execute(query)}
