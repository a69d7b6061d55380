"""Edits and locks of a plan, checked and stored as a new revision; and differences between two revisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from api.access.principal import Principal
from api.access.role import Right
from api.errors import CHANGED, NOT_FOUND, ApiError, bad_input
from api.files.plan.hand_edits.changed import ChangedBook
from api.services.hand_editing import at_cells, edit_documents, same_plan, understood
from api.services.loading import belonging_faults
from api.services.plans import reachable_plan, require_head_seen, visible_revision
from api.services.reporting import check_document
from api.services.term_cache import CachedTerm, TermCache, report_with_locks
from api.storage.audit import record
from api.storage.database import Database
from api.storage.plans import NewRevision, PlanRow, Revision, add_revision, get_revision
from solver import Plan, PlanError, Policy, Report, dump_plan
from solver.explain.changes import PlanChange, changes
from solver.plan.decisions import list_decisions, read_decisions
from solver.plan.difference import difference
from solver.plan.edit import Edit, read_edits
from solver.plan.locks import change_locks, read_locks
from solver.plan.membership import membership
from solver.problem.replan import Decisions

ACTIONS = {"edit": "edit-plan", "locks": "lock-plan", "undo": "undo-edit", "redo": "redo-edit"}
"""Kind of a new revision's origin -> action in the audit log."""
PUPIL_KINDS = ("pupils", "pupils_left", "pupils_new")
"""Kinds of change that name pupils."""


@dataclass(frozen=True)
class Edited:
    """Result of an edit. based_on, number: revisions before and after; number is None where nothing was stored. before, after:
    check reports. changes: in sentences. locks: as revisions store them."""

    plan_id: str
    based_on: int
    number: int | None
    policy: Policy
    before: Report
    after: Report
    changes: tuple[PlanChange, ...]
    locks: Sequence[Any]


@dataclass(frozen=True)
class PlanHead:
    """Newest revision of a plan, parsed and checked."""

    row: PlanRow
    revision: Revision
    term: CachedTerm
    plan: Plan
    report: Report


def edit_plan(
    database: Database, cache: TermCache, principal: Principal, plan_id: str, if_match: str | None, edits: Sequence[Any], *, dry_run: bool
) -> Edited:
    """Apply edits to the newest revision and check the result; stored also where rules are violated.

    Raises 404, 410, 428, 412 for a concurrent edit (optimistic locking), and PlanError for edits that cannot be applied. No row
    is locked during the check.
    """
    head = plan_head(database, cache, principal, plan_id, if_match)
    return _apply(database, cache, principal, head, read_edits(edits), {"kind": "edit", "edits": list(edits)}, dry_run=dry_run)


def edit_by_workbook(
    database: Database, cache: TermCache, principal: Principal, plan_id: str, if_match: str | None, book: ChangedBook, *, dry_run: bool
) -> Edited:
    """Apply what was edited by hand in a workbook of the newest revision; raises as :func:`edit_plan`, 412 for a workbook of another
    plan or revision, and PlanError by cell where anything is not understood."""
    head = plan_head(database, cache, principal, plan_id, if_match)
    if not same_plan(book, head.plan):
        detail = f"工作簿不是第 {head.revision.number} 版导出的 / the workbook is not of revision {head.revision.number}"
        raise ApiError(CHANGED, detail)
    wanted, faults = understood(head.term.problem, head.plan, book)
    if faults:
        raise PlanError(list(faults))
    why = {"kind": "edit", "edits": edit_documents(wanted), "source": "workbook"}
    try:
        return _apply(database, cache, principal, head, [each.edit for each in wanted], why, dry_run=dry_run or not wanted)
    except PlanError as error:
        raise PlanError(at_cells(error.faults, wanted)) from None


def _apply(
    database: Database, cache: TermCache, principal: Principal, head: PlanHead, edits: Sequence[Edit], why: Mapping[str, Any],
    *, dry_run: bool,
) -> Edited:  # fmt: skip
    with cache.turn:
        plan = cache.editor(head.term).apply(head.plan, edits)
        report = report_with_locks(head.term, plan, head.revision.locks)
        found = changes(head.term.problem, difference(head.plan, plan))
    number = None
    if not dry_run:
        number, sha256 = _keep(database, principal, head, dump_plan(plan), head.revision.locks, report, why)
        cache.put(head.term, sha256, head.revision.locks, plan, report)
    return Edited(head.row.id, head.revision.number, number, head.term.policy, head.report, report, found, head.revision.locks)


def lock_plan(
    database: Database, cache: TermCache, principal: Principal, plan_id: str, if_match: str | None, wanted: Mapping[str, Any]
) -> Edited:
    """Replace the locks of the newest revision; stored as a new revision.

    Raises as :func:`edit_plan`, PlanError for parts that the plan does not have.
    """
    head = plan_head(database, cache, principal, plan_id, if_match)
    return _lock(database, cache, principal, head, read_locks(wanted, head.plan))


def change_plan_locks(
    database: Database, cache: TermCache, principal: Principal, plan_id: str, if_match: str | None, lock: object, unlock: object
) -> Edited:
    """Add locks of the newest revision and take some away; raises as :func:`lock_plan`."""
    head = plan_head(database, cache, principal, plan_id, if_match)
    return _lock(database, cache, principal, head, change_locks(read_decisions(head.revision.locks), lock, unlock, head.plan))


def _lock(database: Database, cache: TermCache, principal: Principal, head: PlanHead, wanted: Decisions) -> Edited:
    locks = list_decisions(wanted)
    report = cache.report(head.term, head.plan, head.revision.sha256, locks)
    number, _ = _keep(database, principal, head, dump_plan(head.plan), locks, report, {"kind": "locks"})
    return Edited(head.row.id, head.revision.number, number, head.term.policy, head.report, report, (), locks)


def restore(
    database: Database, cache: TermCache, principal: Principal, head: PlanHead, plan: Plan, revision: Revision, why: Mapping[str, Any],
    *, dry_run: bool,
) -> Edited:  # fmt: skip
    """Give a plan the content of an earlier revision, locks included, stored as a new revision. plan: of that revision. why: origin."""
    with cache.turn:
        report = cache.report(head.term, plan, revision.sha256, revision.locks)
        found = changes(head.term.problem, difference(head.plan, plan))
    number = None
    if not dry_run:
        number, _ = _keep(database, principal, head, dump_plan(plan), revision.locks, report, why)
    return Edited(head.row.id, head.revision.number, number, head.term.policy, head.report, report, found, revision.locks)


def plan_head(database: Database, cache: TermCache, principal: Principal, plan_id: str, if_match: str | None) -> PlanHead:
    """Newest revision of a plan, by one who has seen it. Raises 404, 410, 428, and 412 where there is a newer one."""
    with database.read() as connection:
        row = reachable_plan(connection, principal, plan_id)
        require_head_seen(row, if_match)
        revision = get_revision(connection, row.id, row.head)
        if revision is None:
            raise ApiError(NOT_FOUND, row.id)
        term = cache.term_of(connection, row.term_id, revision)
        plan = cache.plan(connection, revision)
    return PlanHead(row, revision, term, plan, cache.report(term, plan, revision.sha256, revision.locks))


def _keep(
    database: Database, principal: Principal, head: PlanHead, document: object, locks: Sequence[Any], report: Report, why: Mapping[str, Any]
) -> tuple[int, str]:
    """Append the revision -> its number and SHA-256."""
    row = head.row
    with database.write() as connection:
        new = NewRevision(document, head.revision.policy, check_document(report), why, report.valid, principal.who, locks)
        number = add_revision(connection, row.id, head.revision.number, new)
        kept = None if number is None else get_revision(connection, row.id, number)
        if number is None or kept is None:
            raise ApiError(CHANGED, row.id)
        record(connection, principal, ACTIONS[why["kind"]], f"{row.id}.{number}", row.school_id, row.district_id, personal=True)
    return number, kept.sha256


@dataclass(frozen=True)
class Compared:
    """Two revisions, of one plan or of two. changes: those of which the reader is told. hidden: number of the others, which concern
    pupils."""

    before: Revision
    after: Revision
    changes: tuple[PlanChange, ...]
    hidden: int


def differences(
    connection: Connection, cache: TermCache, principal: Principal, plan_id: str, before: int | None, after: int | None, other: str | None
) -> Compared:
    """Changes from revision ``before`` of this plan to revision ``after`` of this or another plan in scope. Raises 404, 410 once a term
    is erased, 422 for plans of two schools or of terms of two names."""
    new_row = reachable_plan(connection, principal, other or plan_id)
    new = visible_revision(connection, principal, new_row, after)
    old_row = reachable_plan(connection, principal, plan_id)
    earlier = before if before is not None or other is not None else max(1, new.number - 1)
    old = visible_revision(connection, principal, old_row, earlier)
    term = cache.term_of(connection, new_row.term_id, new)
    was = cache.request(connection, old_row.term_id).problem  # 410 once it is erased
    faults = belonging_faults((term.problem.school, term.problem.term.name), (was.school, was.term.name), "plan")
    if faults:
        raise bad_input(faults)
    first = cache.plan(connection, old)
    members = membership(term.problem, first, was)
    found = changes(term.problem, difference(first, cache.plan(connection, new)), members, was)
    told = found if principal.may(Right.PUPILS) else tuple(change for change in found if change.kind not in PUPIL_KINDS)
    if principal.may(Right.PUPILS):
        subject = f"{old_row.id}.{old.number}"
        record(connection, principal, "read-difference", subject, old_row.school_id, old_row.district_id, personal=True)
    return Compared(old, new, told, len(found) - len(told))
