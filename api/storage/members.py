"""Repository of members: people who sign in by OIDC, with their roles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, insert, select, update

from api.storage.clock import Now
from api.storage.page import Cursor, KeysetPage, page
from api.storage.schools import with_district, within_district
from api.storage.tables import members


@dataclass(frozen=True, slots=True)
class Member:
    """Member, identified by issuer and subject of the identity provider. Times in ms since 1970."""

    id: str
    issuer: str
    subject: str
    label: str
    role: str
    district_id: str | None = None
    school_id: str | None = None
    classes: tuple[str, ...] = ()
    person: str | None = None
    created_at: int = 0
    revoked_at: int | None = None


def add_member(connection: Connection, member: Member) -> str | None:
    """Insert a member, or reinstate one who was removed, under the former id -> id; None where the member exists and is active."""
    values = {
        "label": member.label, "role": member.role, "district_id": member.district_id, "school_id": member.school_id,
        "classes": list(member.classes), "person": member.person, "created_at": Now(), "revoked_at": None,
    }  # fmt: skip
    same = (members.c.issuer == member.issuer) & (members.c.subject == member.subject)
    former = connection.execute(select(members.c.id, members.c.revoked_at).where(same)).first()
    if former is None:
        connection.execute(insert(members).values(id=member.id, issuer=member.issuer, subject=member.subject, **values))
        return member.id
    if former.revoked_at is None:
        return None
    connection.execute(update(members).where(members.c.id == former.id).values(values))
    return str(former.id)


def get_member(connection: Connection, member_id: str) -> Member | None:
    """Member by id, removed ones too; None where there is none."""
    row = connection.execute(member_rows().where(members.c.id == member_id)).mappings().first()
    return None if row is None else read_member(row)


def find_member(connection: Connection, issuer: str, subject: str) -> Member | None:
    """Active member by issuer and subject, or None."""
    same = (members.c.issuer == issuer, members.c.subject == subject, members.c.revoked_at.is_(None))
    row = connection.execute(member_rows().where(*same)).mappings().first()
    return None if row is None else read_member(row)


def change_member(
    connection: Connection, member_id: str, role: str, district_id: str | None, school_id: str | None,
    classes: tuple[str, ...], person: str | None,
) -> None:  # fmt: skip
    """Replace a member's role and scope."""
    values = {"role": role, "district_id": district_id, "school_id": school_id, "classes": list(classes), "person": person}
    connection.execute(update(members).where(members.c.id == member_id).values(values))


def revoke_member(connection: Connection, member_id: str) -> None:
    """Remove a member; one who was removed before keeps their time."""
    mine = (members.c.id == member_id, members.c.revoked_at.is_(None))
    connection.execute(update(members).where(*mine).values(revoked_at=Now()))


def list_members(connection: Connection, cursor: Cursor, district_id: str | None = None) -> KeysetPage[Member]:
    """Page of all members, or of those of a district and its schools."""
    return page(connection, within_district(members, district_id), members.c.id, cursor, read_member)


def member_rows() -> Select[Any]:
    """Query of members, each with the district of their school."""
    return with_district(members)


def read_member(row: RowMapping) -> Member:
    """Member from a row of :func:`member_rows`."""
    return Member(
        row["id"], row["issuer"], row["subject"], row["label"], row["role"], row["in_district"], row["school_id"],
        tuple(row["classes"]), row["person"], row["created_at"], row["revoked_at"],
    )  # fmt: skip
