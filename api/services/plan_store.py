"""Storage of the plans of jobs, in the transaction that ends the job."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from api.storage.ids import new_id
from api.storage.jobs import Job
from api.storage.plans import NewRevision, add_plan, get_plan, revision_document
from solver import Plan, dump_plan, load_plan


def keep_plan(
    connection: Connection, job: Job, plan: Plan, policy: Mapping[str, Any], report: Mapping[str, Any], valid: bool,
    locks: Sequence[Any] = (), why: Mapping[str, Any] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Store the plan of a job with its first revision, at most once a job -> entries for the job's result.

    policy: its ``profile`` and ``overrides``. report: :func:`api.services.reporting.report_document`. locks: decisions that
    stay. why: details of its origin beside kind and job.
    """
    plan_id = new_id()
    made_by = {"kind": job.kind, "job": job.id, **(why or {})}
    first = NewRevision(dump_plan(plan), policy, report, made_by, valid, job.created_by, locks)
    add_plan(connection, plan_id, job.school_id or "", job.term_id or "", job.id, first)
    return {"plan": plan_id}


def plan_of_term(connection: Connection, plan_id: str, term_id: str) -> Plan | None:
    """Newest revision of a plan of this term; None for another's."""
    row = get_plan(connection, plan_id)
    if row is None or row.term_id != term_id:
        return None
    document = revision_document(connection, row.id, row.head)
    return None if document is None else load_plan(document)
