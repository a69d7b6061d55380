"""Simplex: the only call of GLOP. One small linear program solved again and again while bounds change: each solve goes on from the
last basis, so that a thousand questions about one day cost a millisecond or two each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ortools.linear_solver import pywraplp  # type: ignore[attr-defined]  # a compiled module without stubs

from solver.errors import SearchError
from solver.model.linear_model import NO_LOWER, NO_UPPER, LinearModel, Term


class Simplex:
    """The linear relaxation of rows, minimised for one objective, with bounds of columns and rows that may be set anew."""

    def __init__(self, rows: LinearModel, objective: Iterable[Term]) -> None:
        """Raises SearchError where the constant part of the rows alone is impossible."""
        if rows.broken:
            raise SearchError(f"rows are impossible by themselves: {', '.join(sorted(set(rows.broken)))}")
        self._solver = pywraplp.Solver.CreateSolver("GLOP")
        infinity = self._solver.infinity()
        self._columns = [self._solver.NumVar(low, high, "") for low, high in zip(rows.lower, rows.upper, strict=True)]
        self._rows = []
        for row in range(len(rows.row_lower)):
            low, high = rows.row_lower[row], rows.row_upper[row]
            made = self._solver.Constraint(-infinity if low <= NO_LOWER else low, infinity if high >= NO_UPPER else high)
            for at in range(rows.starts[row], rows.starts[row + 1]):
                made.SetCoefficient(self._columns[rows.columns[at]], rows.coefficients[at])
            self._rows.append(made)
        goal = self._solver.Objective()
        for coefficient, column in objective:
            goal.SetCoefficient(self._columns[column], goal.GetCoefficient(self._columns[column]) + coefficient)
        goal.SetMinimization()
        self._upper, self._limits = rows.upper, rows.row_upper
        self._other_columns: Mapping[int, int] = {}
        self._other_limits: Mapping[int, int] = {}

    def solve(self, columns: Mapping[int, int], limits: Mapping[int, int]) -> list[float] | None:
        """Values of the columns at an optimal vertex, with other upper bounds of some columns and of some rows for this solve; None
        where no point fits or the engine gave up, which says nothing.
        """
        for column, upper in _changed(self._other_columns, columns, self._upper):
            self._columns[column].SetUb(upper)
        for row, upper in _changed(self._other_limits, limits, self._limits):
            self._rows[row].SetUb(upper)
        self._other_columns, self._other_limits = dict(columns), dict(limits)
        if self._solver.Solve() != pywraplp.Solver.OPTIMAL:
            return None
        return [column.solution_value() for column in self._columns]


def _changed(before: Mapping[int, int], now: Mapping[int, int], usual: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Numbers with their bounds, of those whose bound differs from before."""
    for number in before:
        if number not in now:
            yield number, usual[number]
    for number, bound in now.items():
        if before.get(number) != bound:
            yield number, bound
