"""Diving: linear relaxations one after another, between which columns that cost something are rounded up, until all of these are whole.

Right where the relaxation is almost integral, as that of staffing is: its vertices seldom need rounding, and its value is the bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil, floor

from solver.model.linear_model import LinearModel, Term
from solver.search.engines.lp import SIMPLEX, LinearProgram

MOST_DIVES = 8
"""Relaxations of one dive; after the last but one everything is rounded up. Raising it finds cheaper points of less integral models."""
WHOLE = 0.01
"""Distance from a whole number up to which a value counts as that number."""


@dataclass(frozen=True)
class Dive:
    """values: by column; whole in the columns that cost something. relaxed: the same before any rounding. bound: a lower bound of the
    costs of any integral point."""

    values: Sequence[float]
    relaxed: Sequence[float]
    bound: int


def dive(rows: LinearModel, costs: Sequence[Term], lacks: Sequence[Term]) -> Dive | None:
    """Point of the relaxation whose columns of ``costs`` and ``lacks`` are whole, and cheap; None when none was found.

    Every column stands in these once, with a positive coefficient. lacks: what is lacking; a row never fails, but something lacks.
    """
    found = _rounded(rows, [*costs, *lacks])
    if found is None or _spent([*costs, *lacks], found.values) <= found.bound:
        return found
    return _trimmed(rows, costs, lacks, found)


def _rounded(rows: LinearModel, costs: list[Term]) -> Dive | None:
    program = LinearProgram(rows, SIMPLEX)
    low = {column: rows.lower[column] for _, column in costs}
    first: Dive | None = None
    for left in range(MOST_DIVES, 0, -1):
        bound = program.bound(costs, None)
        if bound is None or not program.point:
            return None
        point = program.point
        first = first or Dive(point, point, bound)
        broken = [column for column in low if abs(point[column] - round(point[column])) > WHOLE]
        if not broken:
            return replace(first, values=point)
        broken.sort(key=lambda column: floor(point[column]) - point[column])
        up = broken if left == 2 else broken[: -(-len(broken) // MOST_DIVES)]
        whole = set(low).difference(broken)
        for column in (*up, *sorted(whole)):
            low[column] = max(low[column], ceil(point[column] - WHOLE))
            program.bounds(column, low[column], rows.upper[column])
    return None


def _trimmed(rows: LinearModel, costs: Sequence[Term], lacks: Sequence[Term], found: Dive) -> Dive:
    """The same with fewer columns that cost, where those that the relaxation used most lack no more."""
    spent, most_lacking = _spent(costs, found.values), _spent(lacks, found.values)
    used = sorted((column for _, column in costs if found.values[column] > WHOLE), key=lambda column: -found.relaxed[column])
    fewest, most, best = 0, len(used), found
    while fewest < most:
        middle = (fewest + most) // 2
        kept = set(used[:middle])
        program = LinearProgram(rows, SIMPLEX)
        for _, column in costs:
            value = round(found.values[column]) if column in kept else rows.lower[column]
            program.bounds(column, value, value)
        if program.bound(list(lacks), None) is not None and program.point and _spent(lacks, program.point, WHOLE) <= most_lacking:
            best, most = replace(found, values=program.point), middle
        else:
            fewest = middle + 1
    return best if _spent(costs, best.values) < spent else found


def _spent(costs: Sequence[Term], values: Sequence[float], whole: float = 0.5) -> int:
    """Costs of a point, values rounded up that are more than ``whole`` above a whole number."""
    return sum(coefficient * ceil(values[column] - whole) for coefficient, column in costs)
