"""Districts and schools."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, insert, select

from api.storage.clock import Now
from api.storage.page import Cursor, KeysetPage, page
from api.storage.tables import districts, schools


@dataclass(frozen=True, slots=True)
class District:
    """区县."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class School:
    """学校."""

    id: str
    name: str
    district_id: str


def add_district(connection: Connection, district: District) -> bool:
    """Add a district; False when its id is taken."""
    if get_district(connection, district.id) is not None:
        return False
    connection.execute(insert(districts).values(id=district.id, name=district.name, created_at=Now()))
    return True


def get_district(connection: Connection, district_id: str) -> District | None:
    """A district by its id."""
    row = connection.execute(select(districts).where(districts.c.id == district_id)).mappings().first()
    return None if row is None else _district(row)


def list_districts(connection: Connection, cursor: Cursor, district_id: str | None = None) -> KeysetPage[District]:
    """All districts, or the one that is named."""
    query = select(districts)
    if district_id is not None:
        query = query.where(districts.c.id == district_id)
    return page(connection, query, districts.c.id, cursor, _district)


def add_school(connection: Connection, school: School) -> bool:
    """Add a school; False when its id is taken."""
    if get_school(connection, school.id) is not None:
        return False
    connection.execute(
        insert(schools).values(id=school.id, name=school.name, district_id=school.district_id, created_at=Now())
    )
    return True


def get_school(connection: Connection, school_id: str) -> School | None:
    """A school by its id."""
    row = connection.execute(select(schools).where(schools.c.id == school_id)).mappings().first()
    return None if row is None else _school(row)


def list_schools(
    connection: Connection, cursor: Cursor, district_id: str | None = None, school_id: str | None = None
) -> KeysetPage[School]:
    """Schools, all or those of a district, or the one that is named."""
    query = select(schools)
    if district_id is not None:
        query = query.where(schools.c.district_id == district_id)
    if school_id is not None:
        query = query.where(schools.c.id == school_id)
    return page(connection, query, schools.c.id, cursor, _school)


def school_names(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """The names of these schools by their ids; of those that there are."""
    rows = connection.execute(select(schools.c.id, schools.c.name).where(schools.c.id.in_(ids)))
    return {row.id: row.name for row in rows}


def _district(row: RowMapping) -> District:
    return District(row["id"], row["name"])


def _school(row: RowMapping) -> School:
    return School(row["id"], row["name"], row["district_id"])
