"""Repository of what the reports of many revisions say, and of the newest job of many schools, in few queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select, tuple_

from api.storage.jobs import Job, jobs_by_id
from api.storage.tables import jobs, plans, revisions

PlanRef = tuple[str, int]
"""Plan and number of its revision."""


@dataclass(frozen=True, slots=True)
class PlanReport:
    """Parts of a revision's report. violations: of hard rules. figures: indicators as rows, of the plan's first revision: edits do not
    count them anew; None where it has none."""

    plan_id: str
    number: int
    valid: bool
    violations: int
    figures: Sequence[Any] | None


def heads(connection: Connection, plan_ids: Sequence[str]) -> dict[str, int]:
    """Plan -> number of its newest revision."""
    query = select(plans.c.id, plans.c.head).where(plans.c.id.in_(plan_ids))
    return {row.id: row.head for row in connection.execute(query)}


def plan_reports(connection: Connection, refs: Sequence[PlanRef]) -> dict[PlanRef, PlanReport]:
    """Reports of revisions, by plan and number. Only the parts that are told are read: whole reports are long."""
    if not refs:
        return {}
    pair = tuple_(revisions.c.plan_id, revisions.c.number)
    told = select(revisions.c.plan_id, revisions.c.number, revisions.c.valid, revisions.c.report["violations"].label("violations"))
    first = select(revisions.c.plan_id, revisions.c.report["figures"].label("figures"))
    first = first.where(revisions.c.number == 1, revisions.c.plan_id.in_([plan for plan, _ in refs]))
    figures = {row.plan_id: row.figures for row in connection.execute(first)}
    return {
        (row.plan_id, row.number): PlanReport(row.plan_id, row.number, row.valid, len(row.violations or ()), figures.get(row.plan_id))
        for row in connection.execute(told.where(pair.in_(list(refs))))
    }


def newest_jobs(connection: Connection, school_ids: Sequence[str]) -> dict[str, Job]:
    """School -> its newest job, of any kind."""
    newest = select(func.max(jobs.c.id)).where(jobs.c.school_id.in_(school_ids)).group_by(jobs.c.school_id)
    found = jobs_by_id(connection, tuple(connection.execute(newest).scalars()))
    return {job.school_id or "": job for job in found.values()}
