"""Replay of one date of a stored plan, by the revision that stands on that date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from api.access.principal import Principal
from api.files.papers.day import replayed
from api.files.papers.day_strips import replayed_on
from api.files.papers.day_words import DayWords
from api.files.papers.paper_context import PaperContext
from api.files.plan.bundle import PlanBundle
from api.services.plans import reachable_plan, visible_revision
from api.services.replaying import revision_on
from api.services.term_cache import TermCache
from api.storage.database import Database
from api.storage.plans import PlanRow, Revision


@dataclass(frozen=True, slots=True)
class ReplayedDay:
    """found: the revision asked for. standing: the one that stands on the date, with its bundle. words: None where the plan
    has no date at all."""

    row: PlanRow
    found: Revision
    standing: Revision
    bundle: PlanBundle
    words: DayWords | None


def replayed_day(database: Database, cache: TermCache, principal: Principal, plan_id: str, day: date | None, path: str) -> ReplayedDay:
    """Replay of a date, by default of the plan's first service date. Raises 404, 410, and ProblemError for a date without service."""
    with database.read() as connection:
        row = reachable_plan(connection, principal, plan_id)
        found = visible_revision(connection, principal, row)
        standing = found if day is None else revision_on(connection, cache, row.term_id, found, day)
        bundle = cache.bundle(connection, row.term_id, standing)
    words = replayed(PaperContext(bundle)) if day is None else replayed_on(bundle, day, path)
    return ReplayedDay(row, found, standing, bundle, words)
