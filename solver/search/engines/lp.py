"""Linear programs: the only call of OR-Tools' LP solvers. Columns are relaxed to reals.

The bound handed back is computed from the row duals alone (any duals give a valid bound while columns are bounded), so it
does not depend on the solver's tolerances or on how it ended.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Literal

import numpy as np
from ortools.linear_solver.python.model_builder_helper import ModelBuilderHelper, ModelSolverHelper

from solver.model.linear_model import NO_LOWER, NO_UPPER, LinearModel, Term
from solver.search.engines.guard import guarded

Method = Literal["pdlp", "glop"]
FIRST_ORDER: Method = "pdlp"
SIMPLEX: Method = "glop"
"""Simplex: of a few thousand columns the quicker one, and its duals are those of few rows."""
PARAMETERS = """
    num_threads: 1
    termination_criteria {
      iteration_limit: 40000
      simple_optimality_criteria { eps_optimal_relative: %s eps_optimal_absolute: 1e-4 }
    }
"""
"""First-order method: on the seats of a school a hundred times quicker than simplex; iterations, not seconds, end it."""
LARGE, COARSE, FINE = 10_000, "1e-4", "1e-5"
"""Columns from which a coarse optimum is enough: it costs a bound a hundredth of a percent and takes half the time."""
TOLERANCE = 1e-6
"""Relative slack given to the rounding of a bound, far above the error of its evaluation."""


class LinearProgram:
    """The linear relaxation of some rows, minimised for one objective after another."""

    def __init__(self, rows: LinearModel, method: Method = FIRST_ORDER) -> None:
        self.rows = rows
        self._method: Method = method
        self._builder = ModelBuilderHelper()
        self.point: list[float] = []
        """Values of the columns at the end of the last solve; near-optimal, not exact."""
        self.reduced: list[float] = []
        """Reduced costs of the columns under the duals of the last bound."""
        self.duals: list[float] = []
        """Duals of the rows at the end of the last solve."""
        for lower, upper in zip(rows.lower, rows.upper, strict=True):
            self._builder.add_var()
            index = self._builder.num_variables() - 1
            self._builder.set_var_lower_bound(index, lower)
            self._builder.set_var_upper_bound(index, upper)
        self._lower, self._upper = np.array(rows.lower, dtype=float), np.array(rows.upper, dtype=float)
        self._low: list[int] = []
        self._high: list[int] = []
        self._row: list[int] = []
        self._column: list[int] = []
        self._coefficient: list[int] = []
        for row in range(len(rows.row_lower)):
            start, end = rows.starts[row], rows.starts[row + 1]
            self._add(rows.columns[start:end], rows.coefficients[start:end], rows.row_lower[row], rows.row_upper[row])

    def _add(self, columns: list[int], coefficients: list[int], low: int, high: int) -> None:
        index = self._builder.add_linear_constraint()
        self._builder.set_constraint_lower_bound(index, -math.inf if low <= NO_LOWER else low)
        self._builder.set_constraint_upper_bound(index, math.inf if high >= NO_UPPER else high)
        for column, coefficient in zip(columns, coefficients, strict=True):
            self._builder.add_term_to_constraint(index, column, coefficient)
        self._row += [len(self._low)] * len(columns)
        self._column += columns
        self._coefficient += coefficients
        self._low.append(low)
        self._high.append(high)

    def limit(self, terms: list[Term], upper: int) -> None:
        """From now on, ``sum <= upper``."""
        folded: dict[int, int] = {}
        for coefficient, column in terms:
            folded[column] = folded.get(column, 0) + coefficient
        self._add(list(folded), list(folded.values()), NO_LOWER, upper)

    def bounds(self, column: int, lower: int, upper: int) -> None:
        """From now on, the column lies in ``lower..upper``."""
        if (self._lower[column], self._upper[column]) != (lower, upper):
            self._lower[column], self._upper[column] = lower, upper
            self._builder.set_var_lower_bound(column, lower)
            self._builder.set_var_upper_bound(column, upper)

    def bound(self, terms: list[Term], seconds: float | None, stop: Callable[[], bool] | None = None) -> int | None:
        """A valid lower bound, rounded up, of the sum of terms over integer points; None when there is none in time.

        seconds: wall-clock limit, or None for the iteration limit alone (then the answer can be repeated). stop: asked often;
        when true the solve ends soon with what it has.
        """
        costs = np.zeros(self.rows.size)
        for coefficient, column in terms:
            costs[column] += coefficient
        self._builder.clear_objective()
        for used in np.flatnonzero(costs).tolist():
            self._builder.set_var_objective_coefficient(used, float(costs[used]))
        solver = ModelSolverHelper(self._method)
        if self._method == FIRST_ORDER:
            solver.set_solver_specific_parameters(PARAMETERS % (COARSE if self.rows.size > LARGE else FINE))
        if seconds is not None:
            solver.set_time_limit_in_seconds(max(0.1, seconds))
        with guarded(stop, solver.interrupt_solve):
            solver.solve(self._builder)
        if not solver.has_response():
            return None
        self.point = [float(x) for x in solver.variable_values()]
        duals = np.asarray(solver.dual_values())
        if len(duals) != len(self._low) or not np.isfinite(duals).all():
            return None
        self.duals = duals.tolist()
        return self._round(self._from_duals(duals, costs))

    def _from_duals(self, duals: np.ndarray, costs: np.ndarray) -> float:
        low, high = np.array(self._low, dtype=float), np.array(self._high, dtype=float)
        duals = np.where((duals > 0) & (low <= NO_LOWER), 0.0, duals)
        duals = np.where((duals < 0) & (high >= NO_UPPER), 0.0, duals)
        sides = np.where(duals > 0, low, np.where(duals < 0, high, 0.0))
        reduced = costs.copy()
        np.subtract.at(reduced, self._column, np.array(self._coefficient) * duals[self._row])
        self.reduced = reduced.tolist()
        return float(duals @ sides + np.where(reduced > 0, reduced * self._lower, reduced * self._upper).sum())

    @staticmethod
    def _round(value: float) -> int:
        return math.ceil(value - TOLERANCE * max(1.0, abs(value)))
