"""Repository of the audit log: every change, and every read of personal data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Connection, RowMapping, insert, select

from api.storage.clock import Now
from api.storage.ids import new_id
from api.storage.page import Cursor, KeysetPage, page
from api.storage.tables import audit


class Actor(Protocol):
    """Actor of an audit entry. who: ``key:ID``, ``member:ID``, ``host:USER@MACHINE`` … role: name of a role. request_id: of the
    request in which the change was asked for, or of the command."""

    @property
    def who(self) -> str: ...

    @property
    def role(self) -> str: ...

    @property
    def request_id(self) -> str: ...


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """Entry of the audit log. at: ms since 1970. action: name of the operation. subject: id of its object. personal: it read or
    changed data of pupils."""

    id: str
    at: int
    who: str
    role: str
    action: str
    subject: str
    school_id: str | None
    district_id: str | None
    personal: bool
    request_id: str


def record(
    connection: Connection,
    actor: Actor,
    action: str,
    subject: str,
    school_id: str | None = None,
    district_id: str | None = None,
    *,
    personal: bool = False,
) -> None:
    """Insert an entry, in the caller's transaction, so that an operation and its entry are committed together."""
    connection.execute(
        insert(audit).values(
            id=new_id(), at=Now(), who=actor.who, role=str(actor.role), action=action, subject=subject,
            school_id=school_id, district_id=district_id, personal=personal, request_id=actor.request_id,
        )
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Filter of audit entries; None: not filtered by this field. since, until: ms since 1970, ``until`` exclusive."""

    who: str | None = None
    action: str | None = None
    school: str | None = None
    district: str | None = None
    since: int | None = None
    until: int | None = None
    personal: bool | None = None


def list_entries(connection: Connection, cursor: Cursor, wanted: AuditFilter, within: str | None = None) -> KeysetPage[AuditEntry]:
    """Page of the entries that match a filter, newest first. within: a district to which the caller's scope is limited."""
    query = select(audit)
    for column, value in (
        (audit.c.who, wanted.who), (audit.c.action, wanted.action), (audit.c.school_id, wanted.school),
        (audit.c.district_id, wanted.district), (audit.c.personal, wanted.personal), (audit.c.district_id, within),
    ):  # fmt: skip
        if value is not None:
            query = query.where(column == value)
    if wanted.since is not None:
        query = query.where(audit.c.at >= wanted.since)
    if wanted.until is not None:
        query = query.where(audit.c.at < wanted.until)
    return page(connection, query, audit.c.id, cursor, _entry, newest=True)


def _entry(row: RowMapping) -> AuditEntry:
    return AuditEntry(
        row["id"], row["at"], row["who"], row["role"], row["action"], row["subject"], row["school_id"], row["district_id"],
        row["personal"], row["request_id"],
    )  # fmt: skip
