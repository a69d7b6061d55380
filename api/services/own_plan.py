"""The plan in force of a person's own school, as the person may see it, and the one that stands on a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from api.access.principal import Principal
from api.files.plan.bundle import PlanBundle
from api.services.replaying import revision_on
from api.services.seen_plan import SeenPlan, seen_plan, visible_bundle
from api.services.term_cache import TermCache
from api.storage.database import Database
from api.storage.publications import in_force


@dataclass(frozen=True, slots=True)
class OwnPlan:
    """seen: the plan in force. standing: the plan of the date asked for, which may be an earlier one of the same term."""

    seen: SeenPlan
    standing: PlanBundle


def own_plan(database: Database, cache: TermCache, principal: Principal, day: date | None) -> OwnPlan | None:
    """Plan in force of the principal's school; None without a school, or where nothing is published. A read of pupils' seats is
    audited. Raises 410."""
    if principal.school_id is None:
        return None
    with database.read() as connection:
        published = in_force(connection, principal.school_id)
    if published is None:
        return None
    seen = seen_plan(database, cache, principal, published.plan_id, published.revision)
    if day is None:
        return OwnPlan(seen, seen.bundle)
    with database.read() as connection:
        standing = revision_on(connection, cache, seen.row.term_id, seen.revision, day)
        if standing == seen.revision:
            return OwnPlan(seen, seen.bundle)
        bundle = cache.bundle(connection, seen.row.term_id, standing)
    return OwnPlan(seen, visible_bundle(principal, bundle))
