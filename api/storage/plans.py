"""Repository of plans and their immutable revisions; an edit appends a revision to the newest one (optimistic locking)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, insert, select, update

from api.storage.clock import Now
from api.storage.packed import pack_with_digest, unpack
from api.storage.page import Cursor, KeysetPage, page
from api.storage.tables import plans, revisions, schools


@dataclass(frozen=True, slots=True)
class PlanRow:
    """Plan. head: number of its newest revision."""

    id: str
    school_id: str
    district_id: str
    term_id: str
    job_id: str | None
    head: int
    created_at: int
    created_by: str


@dataclass(frozen=True, slots=True)
class Revision:
    """Revision of a plan without its body.

    policy: ``profile`` and ``overrides`` of its check. locks: parts that re-plans keep. report: result of its check. why:
    ``kind`` (``solve``, ``edit``, …) and details of its origin. valid: it violates no hard rule.
    """

    plan_id: str
    number: int
    sha256: str
    policy: Mapping[str, Any]
    locks: Sequence[Any]
    report: Mapping[str, Any]
    why: Mapping[str, Any]
    valid: bool
    created_at: int
    created_by: str


def get_plan(connection: Connection, plan_id: str) -> PlanRow | None:
    """Plan by id, or None."""
    row = connection.execute(_plans().where(plans.c.id == plan_id)).mappings().first()
    return None if row is None else _plan(row)


def list_plans(connection: Connection, cursor: Cursor, term_id: str) -> KeysetPage[PlanRow]:
    """Plans of a term, newest first."""
    return page(connection, _plans().where(plans.c.term_id == term_id), plans.c.id, cursor, _plan, newest=True)


@dataclass(frozen=True, slots=True)
class NewRevision:
    """Revision to be inserted: fields of :class:`Revision`, and the plan document of ``dump_plan``."""

    document: object
    policy: Mapping[str, Any]
    report: Mapping[str, Any]
    why: Mapping[str, Any]
    valid: bool
    by: str
    locks: Sequence[Any] = ()


def add_plan(
    connection: Connection, plan_id: str, school_id: str, term_id: str, job_id: str | None, first: NewRevision
) -> None:
    """Insert a plan with its first revision. A job makes at most one: another raises IntegrityError."""
    connection.execute(
        insert(plans).values(
            id=plan_id, school_id=school_id, term_id=term_id, job_id=job_id, head=1, created_at=Now(), created_by=first.by
        )
    )
    _insert(connection, plan_id, 1, first)


def add_revision(connection: Connection, plan_id: str, head: int, new: NewRevision) -> int | None:
    """Append a revision to a plan; None, and no change, where ``head`` is not its newest revision any more."""
    moved = connection.execute(update(plans).where(plans.c.id == plan_id, plans.c.head == head).values(head=head + 1))
    if moved.rowcount == 0:
        return None
    _insert(connection, plan_id, head + 1, new)
    return head + 1


def get_revision(connection: Connection, plan_id: str, number: int) -> Revision | None:
    """Revision by number, or None."""
    query = _revisions().where(revisions.c.plan_id == plan_id, revisions.c.number == number)
    row = connection.execute(query).mappings().first()
    return None if row is None else _revision(row)


def revision_document(connection: Connection, plan_id: str, number: int) -> Any | None:
    """Plan document of a revision, as ``dump_plan`` wrote it; None where there is none."""
    query = select(revisions.c.body).where(revisions.c.plan_id == plan_id, revisions.c.number == number)
    body = connection.execute(query).scalar()
    return None if body is None else unpack(body)


def list_revisions(connection: Connection, plan_id: str) -> tuple[Revision, ...]:
    """All revisions of a plan, oldest first."""
    query = _revisions().where(revisions.c.plan_id == plan_id).order_by(revisions.c.number)
    return tuple(_revision(row) for row in connection.execute(query).mappings())


@dataclass(frozen=True, slots=True)
class Origin:
    """How a revision came to be: fields of :class:`Revision`."""

    number: int
    why: Mapping[str, Any]
    created_at: int
    created_by: str


def list_origins(connection: Connection, plan_id: str) -> tuple[Origin, ...]:
    """Origins of all revisions of a plan, oldest first."""
    columns = revisions.c.number, revisions.c.why, revisions.c.created_at, revisions.c.created_by
    query = select(*columns).where(revisions.c.plan_id == plan_id).order_by(revisions.c.number)
    return tuple(Origin(*row) for row in connection.execute(query))


def first_reports(connection: Connection, job_ids: Sequence[str]) -> tuple[Mapping[str, Any], ...]:
    """Reports of the first revisions of the plans that these jobs made."""
    query = (
        select(revisions.c.report)
        .join(plans, plans.c.id == revisions.c.plan_id)
        .where(plans.c.job_id.in_(job_ids), revisions.c.number == 1)
    )
    return tuple(connection.execute(query).scalars()) if job_ids else ()


def _insert(connection: Connection, plan_id: str, number: int, new: NewRevision) -> None:
    body, sha256 = pack_with_digest(new.document)
    connection.execute(
        insert(revisions).values(
            plan_id=plan_id, number=number, sha256=sha256, body=body, policy=dict(new.policy), locks=list(new.locks),
            report=dict(new.report), why=dict(new.why), valid=new.valid, created_at=Now(), created_by=new.by,
        )
    )  # fmt: skip


def _plans() -> Select[Any]:
    return select(plans, schools.c.district_id).join(schools, plans.c.school_id == schools.c.id)


def _revisions() -> Select[Any]:
    return select(*(column for column in revisions.c if column.name != "body"))


def _plan(row: RowMapping) -> PlanRow:
    return PlanRow(
        row["id"], row["school_id"], row["district_id"], row["term_id"], row["job_id"], row["head"], row["created_at"],
        row["created_by"],
    )  # fmt: skip


def _revision(row: RowMapping) -> Revision:
    return Revision(
        row["plan_id"], row["number"], row["sha256"], row["policy"], tuple(row["locks"]), row["report"], row["why"],
        row["valid"], row["created_at"], row["created_by"],
    )  # fmt: skip
