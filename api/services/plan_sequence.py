"""Stored plans of a term in a row: a re-plan from a date of effect keeps the revisions that stood before it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection

from api.mapping.request import Request, request_from_doc
from api.storage.plans import PlanRow, get_plan, get_revision, revision_document
from api.storage.terms import term_document
from solver import Fault, Plan, PlanError, Policy, Problem, load_plan, load_policy
from solver.ledger.sequence import Stage, after, sequence
from solver.plan.period import period_faults, within

EARLIER = "earlier"
"""Key of the provenance of a plan's first revision: the revisions that stood before it, oldest first."""


class PlanRef(NamedTuple):
    """A revision of a plan."""

    plan: str
    revision: int


def earlier_refs(connection: Connection, plan_id: str) -> tuple[PlanRef, ...]:
    """Revisions that stood before a plan, oldest first; none for one that begins a term."""
    first = get_revision(connection, plan_id, 1)
    kept: Sequence[Any] = () if first is None else first.why.get(EARLIER, ())
    return tuple(PlanRef(each["plan"], each["revision"]) for each in kept)


def refs_document(refs: Sequence[PlanRef]) -> list[dict[str, Any]]:
    """As provenance stores them."""
    return [each._asdict() for each in refs]


def stages_of(connection: Connection, refs: Sequence[PlanRef]) -> list[Stage]:
    """Stages of stored revisions, each with the request and policy that it was made under. Raises PlanError for one that is gone."""
    found = []
    for ref in refs:
        row, revision = get_plan(connection, ref.plan), get_revision(connection, ref.plan, ref.revision)
        plan = revision_document(connection, ref.plan, ref.revision)
        request = None if row is None else term_document(connection, row.term_id)
        if revision is None or plan is None or request is None:
            raise PlanError([Fault((EARLIER,), f"{ref.plan} / {ref.revision}", "更早的方案已不存在。", "An earlier plan is gone.",
                                   "可能它的学期数据已删除。", "Maybe the data of its term were erased.")])  # fmt: skip
        policy = load_policy(revision.policy["profile"], revision.policy.get("overrides"))
        found.append(Stage(request_from_doc(request).problem, policy, load_plan(plan).canonical()))
    return found


def planned(problem: Problem, policy: Policy, plan: Plan, before: Sequence[Stage]) -> Problem:
    """Problem of a plan: its period, and what was stood before. Raises PlanError for periods that overlap, leave a hole or lie
    outside of the term."""
    faults = period_faults(problem.term, plan.effect, plan.until)
    if faults:
        raise PlanError(faults)
    if not before:
        return within(problem, plan.effect, plan.until)
    stages = sequence([*before, Stage(problem, policy, plan)])
    if stages[-1].plan is not plan:
        later = stages[-1].plan.effect or problem.term.first
        raise PlanError([Fault(("effect",), str(plan.effect or problem.term.first), f"原来的方案从 {later} 起，生效日期不能更早。",
                               f"The earlier plan stands from {later} on; a re-plan cannot begin before it.",
                               "可能日期写错了。", "Maybe the date is mistyped.")])  # fmt: skip
    return after(stages[-1].problem, policy, stages[:-1])


class Continuation(NamedTuple):
    """A re-plan of a stored plan: problem with period and what was stood before; earlier: the revisions that stood before it."""

    problem: Problem
    earlier: tuple[PlanRef, ...]


def continuation(
    connection: Connection, request: Request, policy: Policy, row: PlanRow, revision: int, effect: date | None, until: date | None
) -> Continuation:
    """Re-plan of a revision from a date of effect on, before which the revision stays; without a date in its place. Raises PlanError."""
    document = revision_document(connection, row.id, revision)
    plan = Plan() if document is None else load_plan(document)
    earlier = earlier_refs(connection, row.id)
    if effect is None:
        effect, until = plan.effect, until or plan.until
    elif (plan.effect or request.problem.term.first) < effect:
        earlier = (*earlier, PlanRef(row.id, revision))
    new = Plan(effect=effect, until=until)
    return Continuation(planned(request.problem, policy, new, stages_of(connection, earlier)), earlier)
