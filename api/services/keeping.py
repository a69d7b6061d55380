"""Keeping the plans that jobs make, in the transaction that ends the job."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, insert, select

from api.storage.clock import Now
from api.storage.ids import new_id
from api.storage.jobs import Job
from api.storage.packed import digest, pack, unpack
from api.storage.tables import plans, revisions
from solver import Plan, dump_plan, load_plan


def keep_plan(
    connection: Connection, job: Job, plan: Plan, policy: Mapping[str, Any], report: Mapping[str, Any], valid: bool
) -> dict[str, Any]:
    """Keep what a job found as a plan with its first revision; a job makes at most one. What to add to the job's result.

    policy: ``profile`` and ``overrides`` that it was made under. report: :func:`api.services.reporting.report_document`.
    """
    document = dump_plan(plan)
    plan_id = new_id()
    connection.execute(
        insert(plans).values(
            id=plan_id, school_id=job.school_id, term_id=job.term_id, job_id=job.id, head=1, created_at=Now(),
            created_by=job.created_by,
        )
    )  # fmt: skip
    connection.execute(
        insert(revisions).values(
            plan_id=plan_id, number=1, sha256=digest(document), body=pack(document), policy=dict(policy), locks=[],
            report=dict(report), why={"kind": job.kind, "job": job.id}, valid=valid, created_at=Now(), created_by=job.created_by,
        )
    )  # fmt: skip
    return {"plan": plan_id}


def plan_of_term(connection: Connection, plan_id: str, term_id: str) -> Plan | None:
    """The newest revision of a plan, if it is one of this term."""
    query = (
        select(revisions.c.body)
        .join(plans, (plans.c.id == revisions.c.plan_id) & (plans.c.head == revisions.c.number))
        .where(plans.c.id == plan_id, plans.c.term_id == term_id)
    )
    body = connection.execute(query).scalar()
    return None if body is None else load_plan(unpack(body))
