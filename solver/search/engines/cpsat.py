"""CP-SAT: the only call of its solver, by the layer under ``cp_model``, which would load pandas: a third of a second for nothing.

Rows go straight into the proto (names and expression objects would take most of the building time). Rows of unit
coefficients with an upper limit of one become at-most-one constraints, which presolve and propagation handle best.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ortools.sat.python import cp_model_helper as cp_sat

from solver.errors import ModelError
from solver.model.linear_model import NO_LOWER, NO_UPPER, LinearModel, Term
from solver.search.engines.guard import guarded
from solver.search.engines.solve_limits import SolveLimits

SEARCH_STARTS = re.compile(r"^Starting .*search at ([0-9.]+)s", re.MULTILINE)
"""CP-SAT's own note of when presolve was over."""
Goal = tuple[Sequence[Term], int]
"""Terms, and the most that their sum may be."""


@dataclass(frozen=True)
class CpSatOutcome:
    """status: optimal, feasible, infeasible or unknown. values: per column, or None. bound: a valid lower bound."""

    status: str
    values: Sequence[int] | None
    value: int | None
    bound: int | None
    effort: float


class CpSat:
    """One model, solved as often as needed for one objective after another."""

    def __init__(self, rows: LinearModel, rules: set[str] | None = None) -> None:
        """``rules``: state only the rows of these rules (to find out which rules conflict); None = all."""
        self.rows = rows
        self.presolve_seconds = 0.0
        self._proto = cp_sat.CpModelProto()
        variables = self._proto.variables
        self._constraints = self._proto.constraints
        for bounds in zip(rows.lower, rows.upper, strict=True):
            variables.add().domain.extend(bounds)
        limits = zip(rows.row_rule, pairwise(rows.starts), rows.row_lower, rows.row_upper, strict=True)
        for rule, (start, end), low, high in limits:
            if rules is None or rule in rules:
                self._add(rows.columns[start:end], rows.coefficients[start:end], low, high)

    def _add(self, columns: Sequence[int], coefficients: Sequence[int], low: int, high: int) -> None:
        constraint = self._constraints.add()
        unit = coefficients.count(1) == len(coefficients) and self.rows.wide.isdisjoint(columns)
        if unit and high == 1 and low in (1, NO_LOWER, 0):
            (constraint.exactly_one if low == 1 else constraint.at_most_one).literals.extend(columns)
        elif unit and low == 1 and high == NO_UPPER:
            constraint.bool_or.literals.extend(columns)
        else:
            constraint.linear.vars.extend(columns)
            constraint.linear.coeffs.extend(coefficients)
            constraint.linear.domain.extend((low, high))

    def limit(self, terms: Sequence[Term], upper: int) -> None:
        """From now on, ``sum <= upper``."""
        folded = _folded(terms)
        if folded:
            self._add(list(folded), list(folded.values()), NO_LOWER, upper)

    def at_least(self, terms: Sequence[Term], lower: int) -> None:
        """From now on, ``sum >= lower``: tells the engine a bound that is known, so that it stops on reaching it."""
        self.limit([(-coefficient, column) for coefficient, column in terms], -lower)

    def reach(
        self, goals: Sequence[Goal], limits: SolveLimits, hint: Sequence[int], stop: Callable[[], bool] | None = None
    ) -> CpSatOutcome:
        """Look for any solution with ``sum <= upper`` for every goal; these rows are gone afterwards."""
        rows = []
        for terms, upper in goals:
            folded = _folded(terms)
            row = self._proto.constraints.add()
            row.linear.vars.extend(list(folded))
            row.linear.coeffs.extend(list(folded.values()))
            row.linear.domain.extend((NO_LOWER, upper))
            rows.append(row)
        try:
            # Interleaved workers fail on a hint without an objective (CP-SAT 9.15: a check of its own), so there is one.
            alone = replace(limits, workers=1) if limits.repeatable else limits
            return self.minimise([], alone, hint, stop)
        finally:
            for row in rows:
                row.clear_linear()

    def fix(self, column: int, value: int) -> None:
        """From now on, the column has the value."""
        domain = self._proto.variables[column].domain
        domain[0] = domain[1] = value

    def minimise(
        self,
        terms: Sequence[Term],
        limits: SolveLimits,
        hint: Sequence[int] | None = None,
        stop: Callable[[], bool] | None = None,
        on_solution: Callable[[Sequence[int], int, int], None] | None = None,
    ) -> CpSatOutcome:
        """Minimise the sum of terms; without terms, look for any solution.

        on_solution(values, value, bound) is called for each better solution. Raises ModelError on an invalid model.
        """
        if self.rows.broken:
            return CpSatOutcome("infeasible", None, None, None, 0.0)
        self._set_objective(terms)
        self._proto.clear_solution_hint()
        if hint is not None:
            self._proto.solution_hint.vars.extend(range(len(hint)))
            self._proto.solution_hint.values.extend(hint)
        solver = cp_sat.SolveWrapper()
        solver.set_parameters(_parameters(limits))
        solver.add_log_callback(self._hear)
        if on_solution is not None and terms:
            watch = _Watch(on_solution)
            solver.add_solution_callback(watch)
        self.presolve_seconds = 0.0
        with guarded(stop, solver.stop_search):
            response = solver.solve(self._proto)  # type: ignore[no-untyped-call]
        if on_solution is not None and terms:
            solver.clear_solution_callback(watch)
        return self._outcome(response, bool(terms))

    def _outcome(self, response: cp_sat.CpSolverResponse, minimised: bool) -> CpSatOutcome:
        status, effort = response.status, float(response.deterministic_time)
        if status == cp_sat.MODEL_INVALID:
            raise ModelError(f"CP-SAT calls the model invalid: {cp_sat.CpSatHelper.validate_model(self._proto)}")
        if status == cp_sat.INFEASIBLE:
            return CpSatOutcome("infeasible", None, None, None, effort)
        if status in (cp_sat.OPTIMAL, cp_sat.FEASIBLE):
            value = round(response.objective_value) if minimised else 0
            bound = round(response.best_objective_bound) if minimised else 0
            name = "optimal" if status == cp_sat.OPTIMAL else "feasible"
            return CpSatOutcome(name, list(response.solution), value, bound, effort)
        return CpSatOutcome("unknown", None, None, None, effort)  # without a solution it reports 0 for a bound it never set

    def _hear(self, line: str) -> None:
        found = SEARCH_STARTS.search(line)
        if found:
            self.presolve_seconds = float(found.group(1))

    def _set_objective(self, terms: Sequence[Term]) -> None:
        self._proto.clear_objective()
        folded = _folded(terms)
        if folded:
            self._proto.objective.vars.extend(list(folded))
            self._proto.objective.coeffs.extend(list(folded.values()))


def _folded(terms: Sequence[Term]) -> dict[int, int]:
    """Coefficients by column, each column once."""
    folded: dict[int, int] = {}
    for coefficient, column in terms:
        folded[column] = folded.get(column, 0) + coefficient
    return folded


def _parameters(limits: SolveLimits) -> cp_sat.SatParameters:
    parameters = cp_sat.SatParameters()
    parameters.random_seed = limits.seed
    parameters.catch_sigint_signal = False  # Ctrl-C belongs to the caller, who stops us and keeps the best plan
    parameters.num_workers = limits.workers
    if limits.linear:
        parameters.linearization_level = 2
    if limits.easy:
        parameters.max_presolve_iterations = 1
        parameters.cp_model_probing_level = 0
        parameters.symmetry_level = 0
    if not limits.presolve:
        parameters.cp_model_presolve = False
        parameters.symmetry_level = 0
    if limits.near:  # interleaved, so that what is found depends on effort alone
        parameters.use_lns_only, parameters.interleave_search, parameters.num_workers = True, True, 1
    if limits.repeatable and limits.workers > 1:
        parameters.interleave_search = True
    if limits.seconds is not None:
        parameters.max_time_in_seconds = max(0.01, limits.seconds)
    if limits.effort is not None:
        parameters.max_deterministic_time = max(1e-4, limits.effort)
    parameters.log_search_progress = True
    parameters.log_to_stdout = False
    return parameters


class _Watch(cp_sat.SolutionCallback):
    """Hands every better solution on."""

    def __init__(self, receive: Callable[[Sequence[int], int, int], None]) -> None:
        super().__init__()
        self._receive = receive

    def OnSolutionCallback(self) -> None:  # noqa: N802 - the engine's name
        values = list(self.Response().solution)  # type: ignore[no-untyped-call]
        self._receive(values, round(self.ObjectiveValue()), round(self.BestObjectiveBound()))
