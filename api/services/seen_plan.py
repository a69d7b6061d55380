"""Revision of a plan as a principal may see it, for pages and papers."""

from __future__ import annotations

from dataclasses import dataclass, replace

from api.access.principal import Principal
from api.access.role import Right, Role
from api.files.plan.bundle import PlanBundle
from api.services.plans import etag, reachable_plan, visible_revision
from api.services.term_cache import TermCache
from api.services.views import visible_facts, visible_plan, visible_pupils, visible_violations
from api.storage.audit import record
from api.storage.database import Database
from api.storage.plans import PlanRow, Revision


@dataclass(frozen=True, slots=True)
class SeenPlan:
    """Revision of a plan. bundle: trimmed to the principal. tag: entity tag of the revision. eyes: equal for principals who see the
    same of the same revision, as part of a cache key."""

    row: PlanRow
    revision: Revision
    bundle: PlanBundle
    tag: str
    eyes: str


def seen_plan(database: Database, cache: TermCache, principal: Principal, plan_id: str, number: int | None = None) -> SeenPlan:
    """Revision of a plan, by default the newest, as the principal may see it; a read of pupils' seats is audited. Roles without drafts
    get the revision in force. Raises 404, 410."""
    found = counted_plan(database, cache, principal, plan_id, number)
    note_read(database, principal, found.row, found.revision, found.bundle)
    return replace(found, bundle=visible_bundle(principal, found.bundle))


def counted_plan(database: Database, cache: TermCache, principal: Principal, plan_id: str, number: int | None = None) -> SeenPlan:
    """As :func:`seen_plan`, with the bundle of the whole plan and without an audit: for pages that count pupils and name none. Loads and
    flex hours are trimmed by the page. Raises 404, 410."""
    with database.read() as connection:
        row = reachable_plan(connection, principal, plan_id)
        found = visible_revision(connection, principal, row, number)
        bundle = cache.bundle(connection, row.term_id, found)
    tag = etag(row.id, found.number)
    return SeenPlan(row, found, bundle, tag, eyes_of(principal, tag))


def eyes_of(principal: Principal, tag: str) -> str:
    """Cache key of what a principal sees of a revision."""
    return f"{tag} {principal.role.value} {principal.classes} {principal.person}"


def note_read(database: Database, principal: Principal, row: PlanRow, revision: Revision, bundle: PlanBundle) -> None:
    """Audit a read of a plan by somebody who is shown seats of pupils."""
    if bundle.plan.seats and (principal.may(Right.PUPILS) or principal.classes):
        with database.write() as connection:
            record(connection, principal, "read-plan", f"{row.id}.{revision.number}", row.school_id, row.district_id, personal=True)


def visible_bundle(principal: Principal, bundle: PlanBundle) -> PlanBundle:
    """Bundle of a plan as the principal may see it, with the report of the whole plan."""
    plan = visible_plan(principal, bundle.problem, bundle.plan)
    if plan is bundle.plan:
        return bundle
    violations = tuple(visible_violations(principal, bundle.problem, bundle.report.violations))
    told = bundle.wishes.told(visible_pupils(principal, bundle.problem))
    report = replace(bundle.report, violations=violations, facts=visible_facts(principal, bundle.report.facts))
    booked, whole = (None, None) if principal.role is Role.PUBLIC else (bundle.balance, bundle)
    return replace(bundle, plan=plan, report=report, told=told, booked=booked, whole=whole)
