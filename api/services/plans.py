"""Stored plans: visibility of revisions by role, optimistic locking by entity tag, and publication."""

from __future__ import annotations

from sqlalchemy import Connection

from api.access.principal import Principal
from api.access.role import Right
from api.errors import CHANGED, CONFLICT, NOT_FOUND, UNCONDITIONAL, ApiError
from api.storage.audit import record
from api.storage.ids import new_id
from api.storage.plans import PlanRow, Revision, get_plan, get_revision
from api.storage.publications import Publication, in_force, publish, withdraw

BREAKS_RULES = "方案有违规，不能发布，请先改正或重排 / the plan breaks rules and cannot be published: mend it or plan again"


def reachable_plan(connection: Connection, principal: Principal, plan_id: str) -> PlanRow:
    """Plan in the principal's scope; for roles without drafts, one that is in force. Raises 404."""
    plan = get_plan(connection, plan_id)
    if plan is None or not principal.reaches(plan.school_id, plan.district_id):
        raise ApiError(NOT_FOUND, plan_id)
    if not principal.may(Right.DRAFTS):
        published = in_force(connection, plan.school_id)
        if published is None or published.plan_id != plan.id:
            raise ApiError(NOT_FOUND, plan_id)
    return plan


def visible_revision(connection: Connection, principal: Principal, plan: PlanRow, number: int | None = None) -> Revision:
    """Revision of a plan, by default the newest; for roles without drafts the one in force. Raises 404."""
    if not principal.may(Right.DRAFTS):
        published = in_force(connection, plan.school_id)
        if published is None or published.plan_id != plan.id or number not in (None, published.revision):
            raise ApiError(NOT_FOUND, plan.id)
        number = published.revision
    revision = get_revision(connection, plan.id, plan.head if number is None else number)
    if revision is None:
        raise ApiError(NOT_FOUND, f"{plan.id}.{number}")
    return revision


def etag(plan_id: str, number: int) -> str:
    """Entity tag of a revision."""
    return f'"{plan_id}.{number}"'


def require_head_seen(plan: PlanRow, if_match: str | None) -> None:
    """Precondition that the caller has seen the newest revision: raises 428 without If-Match, 412 with another's tag."""
    if if_match is None:
        raise ApiError(UNCONDITIONAL, etag(plan.id, plan.head))
    if if_match.strip() not in ("*", etag(plan.id, plan.head)):
        raise ApiError(CHANGED, f"最新是第 {plan.head} 版 / newest: {plan.head}")


def publish_head(connection: Connection, principal: Principal, plan_id: str, if_match: str | None) -> Publication:
    """Publish the newest revision of a plan. Raises 404, 409 for one that violates rules, 412, 428."""
    plan = reachable_plan(connection, principal, plan_id)
    require_head_seen(plan, if_match)
    revision = get_revision(connection, plan.id, plan.head)
    if revision is None or not revision.valid:
        raise ApiError(CONFLICT, BREAKS_RULES)
    found = publish(connection, new_id(), plan.school_id, plan.term_id, plan.id, plan.head, principal.who)
    record(connection, principal, "publish", f"{plan.id}.{plan.head}", plan.school_id, plan.district_id)
    return found


def withdraw_plan(connection: Connection, principal: Principal, plan_id: str) -> None:
    """End the publication of a plan. Raises 404, 409 where it is not in force."""
    plan = reachable_plan(connection, principal, plan_id)
    published = in_force(connection, plan.school_id)
    if published is None or published.plan_id != plan.id:
        raise ApiError(CONFLICT, "该方案没有发布 / the plan is not published")
    withdraw(connection, plan.school_id)
    record(connection, principal, "withdraw", plan.id, plan.school_id, plan.district_id)
