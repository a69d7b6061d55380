"""Repository of terms: immutable snapshots of requests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, insert, select

from api.storage.clock import Now
from api.storage.packed import unpack
from api.storage.page import Cursor, KeysetPage, page
from api.storage.tables import schools, terms


@dataclass(frozen=True, slots=True)
class StoredTerm:
    """Term without its body. sha256: of the request document."""

    id: str
    school_id: str
    district_id: str
    name: str
    sha256: str
    pupils: int
    classes: int
    created_at: int
    created_by: str
    erased_at: int | None


def add_term(
    connection: Connection, term_id: str, school_id: str, name: str, sha256: str, body: bytes, pupils: int, classes: int, by: str,
    last_day: date | None = None,
) -> tuple[StoredTerm, bool]:
    """Store a snapshot -> the term, and whether it is new: the same document of the same school is stored once."""
    same = select(terms.c.id).where(terms.c.school_id == school_id, terms.c.sha256 == sha256, terms.c.erased_at.is_(None))
    earlier = connection.execute(same).scalar()
    if earlier is None:
        connection.execute(
            insert(terms).values(
                id=term_id, school_id=school_id, name=name, sha256=sha256, body=body, pupils=pupils, classes=classes,
                created_at=Now(), created_by=by, last_day=None if last_day is None else last_day.isoformat(),
            )
        )  # fmt: skip
    found = get_term(connection, earlier or term_id)
    if found is None:
        raise LookupError(term_id)
    return found, earlier is None


def get_term(connection: Connection, term_id: str) -> StoredTerm | None:
    """Term by id, erased ones too; None where there is none."""
    row = connection.execute(_select().where(terms.c.id == term_id)).mappings().first()
    return None if row is None else _term(row)


def terms_by_id(connection: Connection, ids: Sequence[str]) -> tuple[StoredTerm, ...]:
    """Terms of these ids, in the order of ids."""
    query = _select().where(terms.c.id.in_(ids)).order_by(terms.c.id)
    return tuple(_term(row) for row in connection.execute(query).mappings())


def term_document(connection: Connection, term_id: str) -> Any | None:
    """Request document of a term; None where it was erased or does not exist."""
    body = connection.execute(select(terms.c.body).where(terms.c.id == term_id)).scalar()
    return None if body is None else unpack(body)


def hold_document(connection: Connection, term_id: str) -> Any | None:
    """Request document of a term, which no other transaction erases before this one ends; None where it was erased."""
    query = select(terms.c.body).where(terms.c.id == term_id, terms.c.erased_at.is_(None)).with_for_update()
    body = connection.execute(query).scalar()
    return None if body is None else unpack(body)


def list_terms(connection: Connection, cursor: Cursor, school_id: str) -> KeysetPage[StoredTerm]:
    """Page of a school's terms, newest first."""
    return page(connection, _select().where(terms.c.school_id == school_id), terms.c.id, cursor, _term, newest=True)


def _select() -> Select[Any]:
    columns = [column for column in terms.c if column.name != "body"]
    return select(*columns, schools.c.district_id).join(schools, terms.c.school_id == schools.c.id)


def _term(row: RowMapping) -> StoredTerm:
    return StoredTerm(
        row["id"], row["school_id"], row["district_id"], row["name"], row["sha256"], row["pupils"], row["classes"],
        row["created_at"], row["created_by"], row["erased_at"],
    )  # fmt: skip
