"""Indicators of plans, as revisions store them, and aggregated over many plans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from solver import Plan, Policy, Problem
from solver.check.plan_index import PlanIndex
from solver.papers.kpi.indicator import Count
from solver.papers.kpi.rollup import Figure, Rolled, figures, rolled

FIGURES = "figures"
"""Key of a revision's report that holds the indicators of its plan."""
Row = list[Any]
"""``[indicator, group zh, group en, numerator, denominator or null]``."""


def figure_rows(problem: Problem, policy: Policy, plan: Plan) -> list[Row]:
    """All indicators of a plan, as JSON rows."""
    return [[f.indicator, *f.count.group, f.count.numerator, f.count.denominator] for f in figures(PlanIndex(problem, policy, plan))]


def rolled_documents(schools: Sequence[Iterable[Row]]) -> list[dict[str, Any]]:
    """Aggregate the indicators of many schools, from the rows of each."""
    return [_document(each) for each in rolled_figures(schools)]


def rolled_figures(schools: Sequence[Iterable[Row]]) -> tuple[Rolled, ...]:
    """The same, not yet as documents."""
    return rolled([[_figure(row) for row in rows] for rows in schools])


def _figure(row: Row) -> Figure:
    indicator, zh, en, numerator, denominator = row
    return Figure(indicator, Count(numerator, denominator, (zh, en)))


def _document(each: Rolled) -> dict[str, Any]:
    indicator = each.indicator
    return {
        "id": indicator.id, "zh": indicator.zh, "en": indicator.en, "group_zh": each.group[0], "group_en": each.group[1],
        "unit": indicator.unit, "schools": each.schools, "numerator": None if each.count is None else each.count.numerator,
        "denominator": None if each.count is None else each.count.denominator, "value": _number(each.value),
        "least": _number(each.least), "middle": _number(each.middle), "most": _number(each.most),
    }  # fmt: skip


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(round(value, 6))
