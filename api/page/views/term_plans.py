"""View of the plans of a term: origin, validity and publication of each, and the values of the goals beside each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from api.files.language import Said
from api.page.views.revision_words import GoalHead, GoalValue, broken_of, heads_of, origin_of, values_of
from api.storage.plans import PlanRow, Revision
from api.storage.publications import Publication


@dataclass(frozen=True, slots=True)
class PlanLine:
    """Plan in its newest revision. broken: violations. published: revision in force, None for none. best: for each value whether no
    other plan shown has a smaller one, and some have a greater."""

    id: str
    created_at: int
    by: str
    origin: Said
    job: str | None
    head: int
    valid: bool
    broken: int
    published: int | None
    values: tuple[GoalValue, ...]
    best: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class TermPlans:
    """Plans, newest first, and the goals whose values they show."""

    heads: tuple[GoalHead, ...]
    lines: tuple[PlanLine, ...]


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """Plan's row with its first and its newest revision."""

    row: PlanRow
    first: Revision
    head: Revision


def term_plans(plans: Sequence[KeptPlan], in_force: Publication | None, authors: Mapping[str, str]) -> TermPlans:
    """View of plans. in_force: publication of the school. authors: labels of those who made them."""
    heads = heads_of([plan.head.report for plan in plans])
    lines = [
        PlanLine(
            plan.row.id, plan.row.created_at, authors.get(plan.row.created_by, ""), origin_of(plan.first.why), plan.row.job_id,
            plan.row.head, plan.head.valid, broken_of(plan.head.report),
            in_force.revision if in_force is not None and in_force.plan_id == plan.row.id else None,
            values_of(plan.head.report, heads),
        )
        for plan in plans
    ]  # fmt: skip
    return TermPlans(heads, tuple(replace(line, best=_best(line, lines)) for line in lines))


def _best(line: PlanLine, lines: Sequence[PlanLine]) -> tuple[bool, ...]:
    found = []
    for place, value in enumerate(line.values):
        known = [each.values[place].value for each in lines]
        numbers = [number for number in known if number is not None]
        found.append(value.value is not None and value.value == min(numbers) < max(numbers))
    return tuple(found)
