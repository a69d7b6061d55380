"""Whole-week staffing of a plan: the counted model solved tier by tier from the plan, and the people named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from solver.model.instance import Instance
from solver.model.linear_model import Term
from solver.plan import Plan
from solver.search.bounds.store import Bounds
from solver.search.construct.complete import finish
from solver.search.engines.cpsat import CpSat
from solver.search.engines.solve_limits import SolveLimits
from solver.search.evaluated import EvaluatedPlan
from solver.search.limits import Clock
from solver.search.staffing.familiar import FamiliarCare, Named
from solver.search.staffing.kinds import duty_kinds
from solver.search.staffing.model import StaffingModel
from solver.search.staffing.naming import Naming
from solver.search.workload.state import DutyBlock, WorkloadState

FAIRNESS = "fairness"
WHOLE_COLUMNS = 2000
"""Columns up to which a goal is minimised by complete search. Raising it proves more optima, and moves larger models less."""
TURNS = 4
"""Turns in which a goal is minimised, each from what the last one reached. Raising it gives up sooner where nothing is won."""


@dataclass(frozen=True)
class WeekStaffing:
    """Staffs all weekly posts of own staff anew; sections, their leaders, groups and dismissals stay, and so do helpers (D13)."""

    clock: Clock
    bounds: Bounds

    def improve(self, instance: Instance, current: EvaluatedPlan, effort: float, seed: int) -> Plan | None:
        """The plan with lower goals, the first that can be lowered first; None where none was. effort: deterministic limit of a goal.

        Single posts are handed out where loads are uneven, for the last unevenness is in the odd period; else whole blocks, so that
        nobody is taken from a group in the middle of an afternoon, and with an eye to who knows which class.
        """
        single = FAIRNESS in self._open(current)
        state = WorkloadState(instance, current.plan)
        free = freed(state, single=single)
        kept = state.plan().assignments
        model = StaffingModel(state, duty_kinds(state, free))
        named: list[Named] = [{} for _ in model.kinds] if single else FamiliarCare(model, current.plan, kept).named
        values = None if model.rows.broken else self._solve(model, current, effort, seed)
        if values is None:
            return None
        naming = Naming(instance, current.plan, kept)
        for kind, columns, pairs in zip(model.kinds, model.columns, named, strict=True):
            people = [person for person, column in columns.items() if values[column]]
            for person, block in naming.name(kind, people, {pair for pair, column in pairs.items() if values[column]}):
                state.assign(person, block)
        return finish(instance, state.plan())

    def _open(self, current: EvaluatedPlan) -> list[str]:
        """Tiers above their bounds, the first first."""
        bounds = self.bounds.at(current.values)
        return [tier.name for tier in current.report.tiers if tier.value > bounds.get(tier.name, 0)]

    def _solve(self, model: StaffingModel, current: EvaluatedPlan, effort: float, seed: int) -> Sequence[int] | None:
        """Values of the columns in the best solution found, or None where it is no better than the plan."""
        rows, engine = model.rows, CpSat(model.rows)
        above = set(self._open(current))
        point: Sequence[int] = rows.hint
        lowered = False
        for tier in current.report.tiers:
            terms = rows.tiers.get(tier.name, [])
            value = _value(terms, point)
            if terms and (tier.name in above or value > _value(terms, rows.hint)):
                point = self._minimise(engine, terms, point, effort, seed)
                lowered = lowered or _value(terms, point) < value
            engine.limit(terms, _value(terms, point))
        return point if lowered else None

    def _minimise(self, engine: CpSat, terms: Sequence[Term], point: Sequence[int], effort: float, seed: int) -> Sequence[int]:
        """From a solution to one that is no worse in a goal: in turns, until one of them wins nothing."""
        for turn in range(TURNS):
            if self.clock.over():
                break
            before = _value(terms, point)
            outcome = engine.minimise(terms, self._limits(engine, effort / TURNS, (seed + turn) % 2**31), point, self.clock.cancelled)
            self.clock.spend(outcome.effort)
            if outcome.values is None or _value(terms, outcome.values) >= before:
                break
            point = outcome.values
            if outcome.status == "optimal":
                break
        return point

    def _limits(self, engine: CpSat, effort: float, seed: int) -> SolveLimits:
        left, near = self.clock.share_left(self.clock.params.search.staffing.limits_share / TURNS), engine.rows.size > WHOLE_COLUMNS
        most = effort if left.effort is None else min(effort, left.effort)
        return SolveLimits(left.seconds, most, seed, presolve=not near, near=near)


def _value(terms: Sequence[Term], point: Sequence[int]) -> int:
    """Of a sum of terms at a point."""
    return sum(coefficient * point[column] for coefficient, column in terms)


def freed(state: WorkloadState, *, single: bool) -> list[tuple[str, DutyBlock]]:
    """Blocks of own staff but helpers, taken out of the state, with their holders; one for each post where ``single``.

    A post without minutes stays: a person may have several at once.
    """
    found = []
    for person in state.instance.problem.staff:
        for block in list(state.blocks[person.id]) if person.id not in state.instance.helpers else ():
            if all(shift.start < shift.end for shift in block.shifts):
                state.remove(person.id, block)
                parts = [(post,) for post in block.posts] if single else [block.posts]
                found += [(person.id, DutyBlock.of(state.instance, block.week, part)) for part in parts]
    return found
