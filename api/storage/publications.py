"""Repository of publications: the revision of a plan that was in force at a time. A school has at most one at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, insert, select, update

from api.storage.clock import Now
from api.storage.page import Cursor, KeysetPage, page
from api.storage.tables import publications


@dataclass(frozen=True, slots=True)
class Publication:
    """Publication. ended_at: ms since 1970; None while it is in force."""

    id: str
    school_id: str
    term_id: str
    plan_id: str
    revision: int
    at: int
    by: str
    ended_at: int | None


def in_force(connection: Connection, school_id: str) -> Publication | None:
    """Publication of a school that is in force, or None."""
    query = select(publications).where(publications.c.school_id == school_id, publications.c.ended_at.is_(None))
    row = connection.execute(query).mappings().first()
    return None if row is None else _publication(row)


def publications_of(connection: Connection, school_ids: Sequence[str]) -> tuple[Publication, ...]:
    """Publications of these schools that are in force."""
    query = select(publications).where(publications.c.school_id.in_(school_ids), publications.c.ended_at.is_(None))
    return tuple(_publication(row) for row in connection.execute(query).mappings())


def publish(
    connection: Connection, publication_id: str, school_id: str, term_id: str, plan_id: str, revision: int, by: str
) -> Publication:
    """Publish a revision in place of the publication in force; no change where it is the same."""
    current = in_force(connection, school_id)
    if current is not None and (current.plan_id, current.revision) == (plan_id, revision):
        return current
    withdraw(connection, school_id)
    connection.execute(
        insert(publications).values(
            id=publication_id, school_id=school_id, term_id=term_id, plan_id=plan_id, revision=revision, at=Now(), by=by
        )
    )
    found = in_force(connection, school_id)
    if found is None:
        raise LookupError(publication_id)
    return found


def withdraw(connection: Connection, school_id: str) -> bool:
    """End the publication of a school; False where there is none."""
    ended = connection.execute(
        update(publications)
        .where(publications.c.school_id == school_id, publications.c.ended_at.is_(None))
        .values(ended_at=Now())
    )
    return ended.rowcount > 0


def list_publications(connection: Connection, cursor: Cursor, school_id: str) -> KeysetPage[Publication]:
    """Page of a school's publications, newest first."""
    query = select(publications).where(publications.c.school_id == school_id)
    return page(connection, query, publications.c.id, cursor, _publication, newest=True)


def _publication(row: RowMapping) -> Publication:
    return Publication(
        row["id"], row["school_id"], row["term_id"], row["plan_id"], row["revision"], row["at"], row["by"], row["ended_at"]
    )
