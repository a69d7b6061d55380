"""Repository of districts and schools."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, Table, func, insert, or_, select

from api.storage.clock import Now
from api.storage.page import Cursor, KeysetPage, page
from api.storage.tables import districts, schools


@dataclass(frozen=True, slots=True)
class District:
    """District (区县)."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class School:
    """School (学校)."""

    id: str
    name: str
    district_id: str


def add_district(connection: Connection, district: District) -> bool:
    """Insert a district; False where its id is taken."""
    if get_district(connection, district.id) is not None:
        return False
    connection.execute(insert(districts).values(id=district.id, name=district.name, created_at=Now()))
    return True


def get_district(connection: Connection, district_id: str) -> District | None:
    """District by id, or None."""
    row = connection.execute(select(districts).where(districts.c.id == district_id)).mappings().first()
    return None if row is None else _district(row)


def list_districts(connection: Connection, cursor: Cursor, district_id: str | None = None) -> KeysetPage[District]:
    """Page of all districts, or of one by id."""
    query = select(districts)
    if district_id is not None:
        query = query.where(districts.c.id == district_id)
    return page(connection, query, districts.c.id, cursor, _district)


def add_school(connection: Connection, school: School) -> bool:
    """Insert a school; False where its id is taken."""
    if get_school(connection, school.id) is not None:
        return False
    connection.execute(
        insert(schools).values(id=school.id, name=school.name, district_id=school.district_id, created_at=Now())
    )
    return True


def get_school(connection: Connection, school_id: str) -> School | None:
    """School by id, or None."""
    row = connection.execute(select(schools).where(schools.c.id == school_id)).mappings().first()
    return None if row is None else _school(row)


def newest_school(connection: Connection) -> School | None:
    """School that was made last, or None."""
    row = connection.execute(select(schools).order_by(schools.c.created_at.desc(), schools.c.id).limit(1)).mappings().first()
    return None if row is None else _school(row)


def list_schools(
    connection: Connection, cursor: Cursor, district_id: str | None = None, school_id: str | None = None
) -> KeysetPage[School]:
    """Page of all schools, of those of a district, or of one by id."""
    query = select(schools)
    if district_id is not None:
        query = query.where(schools.c.district_id == district_id)
    if school_id is not None:
        query = query.where(schools.c.id == school_id)
    return page(connection, query, schools.c.id, cursor, _school)


def school_names(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """Map: id -> name, of those schools that exist."""
    rows = connection.execute(select(schools.c.id, schools.c.name).where(schools.c.id.in_(ids)))
    return {row.id: row.name for row in rows}


def _district(row: RowMapping) -> District:
    return District(row["id"], row["name"])


def _school(row: RowMapping) -> School:
    return School(row["id"], row["name"], row["district_id"])


def with_district(table: Table) -> Select[Any]:
    """Query of the rows of a table with scope columns, each with its own district or that of its school as ``in_district``."""
    district = func.coalesce(table.c.district_id, schools.c.district_id).label("in_district")
    return select(table, district).select_from(table.outerjoin(schools, table.c.school_id == schools.c.id))


def within_district(table: Table, district_id: str | None) -> Select[Any]:
    """Query as :func:`with_district`, of the rows of a district and of its schools; of all rows for None."""
    query = with_district(table)
    if district_id is None:
        return query
    return query.where(or_(table.c.district_id == district_id, schools.c.district_id == district_id))
