"""``/v1/plans/{plan}/day``: one day of a stored plan, minute by minute."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.access.rights import PublishedReader
from api.error_responses import problems
from api.files.papers.day_strips import replayed_on, strips
from api.guarded_route import GuardedRoute
from api.schemas.service.day import DayDoc
from api.services.exporting import date_faults
from api.services.plans import reachable_plan, visible_revision
from api.services.replaying import day_doc, revision_on, visible_classes
from api.services.views import visible_pupils
from api.state import DatabaseDep, TermCacheDep
from api.storage.audit import record
from solver import ProblemError

router = APIRouter(prefix="/v1/plans", tags=["plans"], route_class=GuardedRoute)
MOST_NAMED = 50
"""Strips in one answer. Raising it makes single answers larger."""


@router.get("/{plan}/day", summary="方案的一天 A day of a plan", responses=problems(404, 410, 422))
def day(
    plan: str, principal: PublishedReader, database: DatabaseDep, cache: TermCacheDep,
    on: Annotated[str, Query(alias="date", description="日期 date, YYYY-MM-DD")],
    of: Annotated[
        list[str] | None,
        Query(max_length=MOST_NAMED, description="编号或名称，可多个 ids or names of whoever strips are for"),
    ] = None,
    revision: Annotated[int | None, Query(ge=1, le=10**9)] = None,
) -> DayDoc:  # fmt: skip
    """Replay a date of the plan, or of the earlier one that stands on it: gaps, and the strip of everybody named. Pupils and classes
    only for those who may see their seats."""
    wanted, faults = date_faults(on, "query.date")
    if wanted is None or faults:
        raise ProblemError(faults)
    with database.read() as connection:
        row = reachable_plan(connection, principal, plan)
        found = visible_revision(connection, principal, row, revision)
        standing = revision_on(connection, cache, row.term_id, found, wanted)
        bundle = cache.bundle(connection, row.term_id, standing)
    words = replayed_on(bundle, wanted, "query.date")
    seen = visible_pupils(principal, bundle.problem), visible_classes(principal, bundle.problem)
    named = strips(words, of or (), "query.of", *seen)
    if any(strip.kind in ("pupil", "class") for strip in named):
        with database.write() as connection:
            record(connection, principal, "read-day", f"{row.id}.{found.number}", row.school_id, row.district_id, personal=True)
    return day_doc(words, named, standing)
