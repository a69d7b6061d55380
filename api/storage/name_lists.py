"""Repository of encrypted name lists: ciphertexts alone, one list for a school's term. Nothing here can read a name."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, RowMapping, delete, insert, select, update

from api.storage.clock import Now
from api.storage.packed import pack, unpack
from api.storage.tables import name_lists, schools


@dataclass(frozen=True, slots=True)
class StoredNameList:
    """Encrypted list. key: wrapped key of the list. sealed: pupil id -> sealed name. pupils: number of names. created_at: ms since
    1970, sealed_at: of the key."""

    school_id: str
    term: str
    key: bytes
    sealed: Mapping[str, str]
    pupils: int
    created_at: int
    created_by: str
    sealed_at: int


def get_name_list(connection: Connection, school_id: str, term: str) -> StoredNameList | None:
    """List of a school's term; None where there is none. term: its name."""
    row = connection.execute(select(name_lists).where(_of(school_id, term))).mappings().first()
    return None if row is None else _found(row)


def lock_name_lists(connection: Connection, school_id: str) -> None:
    """Let no other transaction change lists of a school before this one ends."""
    connection.execute(select(schools.c.id).where(schools.c.id == school_id).with_for_update(key_share=True))


def every_name_list(connection: Connection) -> list[StoredNameList]:
    """Lists of all schools, in the order of schools and terms."""
    query = select(name_lists).order_by(name_lists.c.school_id, name_lists.c.term)
    return [_found(row) for row in connection.execute(query).mappings()]


def put_name_list(connection: Connection, school_id: str, term: str, key: bytes, sealed: Mapping[str, str], by: str) -> None:
    """Store a list in place of an earlier one."""
    drop_name_list(connection, school_id, term)
    connection.execute(
        insert(name_lists).values(
            school_id=school_id, term=term, key=key, body=pack(dict(sealed)), pupils=len(sealed), created_at=Now(), created_by=by,
            sealed_at=Now(),
        )
    )  # fmt: skip


def seal_name_list(connection: Connection, school_id: str, term: str, key: bytes, sealed: Mapping[str, str]) -> None:
    """Replace a list's key and sealed names; its date and author stay."""
    connection.execute(
        update(name_lists).where(_of(school_id, term)).values(key=key, body=pack(dict(sealed)), pupils=len(sealed), sealed_at=Now())
    )


def wrap_name_list(connection: Connection, school_id: str, term: str, key: bytes) -> None:
    """Replace the wrapped form of a list's key; the key itself stays."""
    connection.execute(update(name_lists).where(_of(school_id, term)).values(key=key))


def drop_name_list(connection: Connection, school_id: str, term: str) -> bool:
    """Delete a list with its key; False where there is none."""
    return connection.execute(delete(name_lists).where(_of(school_id, term))).rowcount > 0


def drop_names_but(connection: Connection, school_id: str, term: str, kept: Collection[str]) -> None:
    """Delete the names of all pupils but these, and the list where none is left. Needs no key."""
    found = get_name_list(connection, school_id, term)
    if found is None:
        return
    left = {pupil: name for pupil, name in found.sealed.items() if pupil in kept}
    if not left:
        drop_name_list(connection, school_id, term)
    elif len(left) < len(found.sealed):
        connection.execute(update(name_lists).where(_of(school_id, term)).values(body=pack(left), pupils=len(left)))


def _of(school_id: str, term: str) -> ColumnElement[bool]:
    return (name_lists.c.school_id == school_id) & (name_lists.c.term == term)


def _found(row: RowMapping) -> StoredNameList:
    return StoredNameList(
        row["school_id"], row["term"], bytes(row["key"]), unpack(bytes(row["body"])), row["pupils"], row["created_at"],
        row["created_by"], row["sealed_at"],
    )  # fmt: skip
