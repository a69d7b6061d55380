"""Repository of searches in keys and members, newest first, and of the names that lists of them need."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Select, Table, or_, select

from api.storage.keys import Key, read_key, valid_now
from api.storage.members import Member, read_member
from api.storage.page import Cursor, KeysetPage, page
from api.storage.schools import within_district
from api.storage.tables import districts, keys, members, schools


@dataclass(frozen=True, slots=True)
class PeopleSearch:
    """Search in keys or members. text: part of the label or of the school's name, in any case; empty: all. gone: revoked and expired
    ones too."""

    text: str = ""
    gone: bool = False


@dataclass(frozen=True, slots=True)
class SchoolChoice:
    """School to choose, with the name of its district."""

    id: str
    name: str
    district: str


def search_keys(connection: Connection, cursor: Cursor, district_id: str | None, wanted: PeopleSearch) -> KeysetPage[Key]:
    """Page of the keys of a district and its schools (None: of all) that match, newest first."""
    query = _matching(within_district(keys, district_id), keys, wanted)
    if not wanted.gone:
        query = query.where(valid_now())
    return page(connection, query, keys.c.id, cursor, read_key, newest=True)


def search_members(connection: Connection, cursor: Cursor, district_id: str | None, wanted: PeopleSearch) -> KeysetPage[Member]:
    """Page of the members of a district and its schools (None: of all) that match, newest first."""
    query = _matching(within_district(members, district_id), members, wanted)
    if not wanted.gone:
        query = query.where(members.c.revoked_at.is_(None))
    return page(connection, query, members.c.id, cursor, read_member, newest=True)


def school_choices(connection: Connection, district_id: str | None) -> tuple[SchoolChoice, ...]:
    """Schools of a district (None: of all), by district and name."""
    query = select(schools.c.id, schools.c.name, districts.c.name.label("district")).join(districts)
    if district_id is not None:
        query = query.where(schools.c.district_id == district_id)
    rows = connection.execute(query.order_by(districts.c.name, schools.c.name, schools.c.id))
    return tuple(SchoolChoice(row.id, row.name, row.district) for row in rows)


def place_names(connection: Connection, school_ids: Collection[str], district_ids: Collection[str]) -> dict[str, str]:
    """Map: id -> name, of these schools and districts."""
    return _names(connection, schools.c.id, schools.c.name, school_ids) | _names(connection, districts.c.id, districts.c.name, district_ids)


def actor_labels(connection: Connection, actors: Sequence[str]) -> dict[str, str]:
    """Map: ``key:ID`` or ``member:ID`` -> label, of those that are there."""
    of = {table: [who.removeprefix(f"{table}:") for who in actors if who.startswith(f"{table}:")] for table in ("key", "member")}
    found = {f"key:{each}": label for each, label in _names(connection, keys.c.id, keys.c.label, of["key"]).items()}
    people = _names(connection, members.c.id, members.c.label, of["member"])
    return found | {f"member:{each}": label for each, label in people.items()}


def _names(connection: Connection, key: Column[str], name: Column[str], ids: Collection[str]) -> dict[str, str]:
    if not ids:
        return {}
    return {str(ident): str(said) for ident, said in connection.execute(select(key, name).where(key.in_(sorted(ids))))}


def _matching(query: Select[Any], table: Table, wanted: PeopleSearch) -> Select[Any]:
    if not wanted.text:
        return query
    return query.where(
        or_(table.c.label.icontains(wanted.text, autoescape=True), schools.c.name.icontains(wanted.text, autoescape=True))
    )
