"""HiGHS, for the linear programs and the small integer programs of the master problem: the only import of it.

It cannot be loaded into a process that has loaded OR-Tools, which brings a HiGHS of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from solver.errors import SearchError
from solver.model.linear_model import NO_LOWER, NO_UPPER, LinearModel

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Indices = NDArray[np.int64]
INTERIOR_POINT_COLUMNS = 9000
"""Columns from which the first solve is by interior point, later ones by simplex from its basis. Raising it uses simplex more."""
TOLERANCE = 1e-6
"""Feasibility tolerance of rows and bounds, in their units."""


@dataclass(frozen=True)
class LpSolution:
    """Solution of an LP or a MIP: the point over its free columns, its objective, and the work done (simplex iterations)."""

    feasible: bool
    point: Floats
    value: float
    work: float


class Matrix:
    """Linear model as arrays (coordinate format); every column is integral in the end."""

    def __init__(self, rows: LinearModel) -> None:
        self.lower = np.array(rows.lower, dtype=float)
        self.upper = np.array(rows.upper, dtype=float)
        self.columns = np.array(rows.columns, dtype=np.int64)
        self.coefficients = np.array(rows.coefficients, dtype=float)
        low, high = np.array(rows.row_lower, dtype=float), np.array(rows.row_upper, dtype=float)
        self.low = np.where(low <= NO_LOWER, -np.inf, low)
        self.high = np.where(high >= NO_UPPER, np.inf, high)
        self.row = np.repeat(np.arange(len(self.low)), np.diff(rows.starts))

    def add(self, columns: Indices, coefficients: Floats, low: float, high: float) -> int:
        """A further row; returns its index."""
        self.columns = np.concatenate([self.columns, columns])
        self.coefficients = np.concatenate([self.coefficients, coefficients])
        self.row = np.concatenate([self.row, np.full(len(columns), len(self.low))])
        self.low, self.high = np.append(self.low, low), np.append(self.high, high)
        return len(self.low) - 1


class RestrictedLp:
    """LP over the columns that are free between ``lower`` and ``upper``; fixed ones are folded into the right-hand sides."""

    def __init__(self, matrix: Matrix, lower: Floats, upper: Floats, costs: Floats, seed: int) -> None:
        self.free: Indices = np.flatnonzero(lower < upper)
        self.base = np.where(lower < upper, 0.0, lower)
        self.lower, self.upper = lower[self.free].copy(), upper[self.free].copy()
        self.constant = float(costs @ self.base)
        place = np.full(len(lower), -1)
        place[self.free] = np.arange(len(self.free))
        kept = place[matrix.columns] >= 0
        fixed = np.bincount(
            matrix.row[~kept],
            matrix.coefficients[~kept] * self.base[matrix.columns[~kept]],
            minlength=len(matrix.low),
        )
        low, high = matrix.low - fixed, matrix.high - fixed
        entries = np.bincount(matrix.row[kept], minlength=len(matrix.low))
        used = entries > 0
        empty = ~used
        self.possible = bool((low[empty] <= TOLERANCE).all() and (high[empty] >= -TOLERANCE).all())
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.free), int(used.sum())
        lp.col_cost_ = costs[self.free]
        lp.col_lower_, lp.col_upper_ = self.lower, self.upper
        lp.row_lower_, lp.row_upper_ = low[used], high[used]  # type: ignore[assignment]
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.concatenate([[0], np.cumsum(entries[used])]).astype(np.int32)
        lp.a_matrix_.index_ = place[matrix.columns[kept]].astype(np.int32)
        lp.a_matrix_.value_ = matrix.coefficients[kept]
        self._solver = highspy.Highs()  # type: ignore[no-untyped-call]
        self._set("output_flag", False)
        self._set("threads", 1)
        self._set("random_seed", seed)
        self._solver.passModel(lp)
        self._set("solver", "ipm" if len(self.free) > INTERIOR_POINT_COLUMNS else "simplex")

    def _set(self, option: str, value: bool | float | str) -> None:
        if self._solver.setOptionValue(option, value) != highspy.HighsStatus.kOk:
            raise SearchError(f"HiGHS knows no option {option}={value}")

    def relax(self, seconds: float) -> LpSolution:
        """Solve the linear relaxation, warm from the last basis."""
        found = self._run(seconds)
        self._set("solver", "simplex")  # warm from here on
        return found

    def bind(self, places: Indices, lower: Floats, upper: Floats) -> None:
        """Change the bounds of free columns, given by their index among them."""
        self.lower[places], self.upper[places] = lower, upper
        self._solver.changeColsBounds(len(places), places.astype(np.int32), lower, upper)

    def whole(self, seconds: float, nodes: int) -> LpSolution:
        """Solve with integral columns, in at most so many branch-and-bound nodes."""
        marked = np.arange(len(self.free), dtype=np.int32)
        kinds = np.full(len(marked), highspy.HighsVarType.kInteger)
        self._solver.changeColsIntegrality(len(marked), marked, kinds)
        self._set("solver", "choose")
        self._set("mip_max_nodes", nodes)
        self._set("mip_rel_gap", 1e-6)
        return self._run(seconds)

    def _run(self, seconds: float) -> LpSolution:
        if not self.possible:
            return LpSolution(False, np.empty(0), np.inf, 0.0)
        self._set("time_limit", self._solver.getRunTime() + max(0.01, seconds))
        self._solver.run()
        info = self._solver.getInfo()
        work = float(max(0, info.simplex_iteration_count) + max(0, info.ipm_iteration_count))
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return LpSolution(False, np.empty(0), np.inf, work)
        point = np.asarray(self._solver.getSolution().col_value)
        return LpSolution(True, point, info.objective_function_value + self.constant, work)

    def full(self, point: Floats) -> Floats:
        """Point over the free columns -> point over all columns of the matrix."""
        values = self.base.copy()
        values[self.free] = point
        return values
