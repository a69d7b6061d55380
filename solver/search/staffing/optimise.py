"""Whole-week staffing of a plan: the counted model solved tier by tier from the plan, and the people named."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from random import Random

from solver.model.instance import Instance
from solver.model.linear_model import Term
from solver.plan import Plan
from solver.search.bounds.store import Bounds
from solver.search.construct.complete import finish
from solver.search.engines.cpsat import CpSat
from solver.search.engines.solve_limits import SolveLimits
from solver.search.evaluated import EvaluatedPlan
from solver.search.limits import Clock
from solver.search.staffing.kinds import duty_kinds
from solver.search.staffing.model import StaffingModel
from solver.search.staffing.naming import Naming
from solver.search.workload.state import DutyBlock, WorkloadState
from solver.units import EVERY_WEEK, Week, Weekday

FAIRNESS, FAMILIAR, CARE = "fairness", "familiar", "care"
GOALS = frozenset({FAIRNESS, FAMILIAR, CARE, "rotation"})
"""Tiers that the counted model knows."""
MOST_SEED = 2**31 - 1
WHOLE_COLUMNS = 2000
"""Columns up to which a goal is minimised by complete search. Raising it proves more optima, and moves larger models less."""
TURNS = 4
"""Turns in which a goal after fairness is minimised, each from what the last one reached. Raising it gives up sooner where nothing is
won. Fairness has one: the engine learns in its course how much to free, and turns would begin anew."""


class WeekStaffing:
    """Staffs all weekly posts of own staff anew; sections, their leaders, groups and dismissals stay, and so do helpers (D13)."""

    def __init__(self, clock: Clock, bounds: Bounds) -> None:
        self.clock, self.bounds = clock, bounds
        self._columns_of_day: dict[bool, int] = {}
        """Columns of a day on the average, for single posts and for whole blocks, as far as models were built."""

    def improve(self, instance: Instance, current: EvaluatedPlan, effort: float, rng: Random, *, single: bool) -> Plan | None:
        """The plan with lower goals, the first that can be lowered first; None where none was. effort: deterministic limit of a goal.

        single: hand out single posts and even out loads alone, for the last unevenness is in the odd period, and evening out goes on in
        other neighbourhoods. Else whole blocks, so that nobody is taken from a group in the middle of an afternoon, for the goals after
        fairness; loads get no less even.
        Days whose model together would be too large are staffed in parts drawn at random, one after the other.
        """
        goals = {FAIRNESS} if single else self.open_tiers(current) - {FAIRNESS}
        days = [(week, day) for week in instance.weeks for day in instance.post_days]
        rng.shuffle(days)
        plan, done = current.plan, 0
        while done < len(days) and not self.clock.over():
            part = days[done : done + self._size(len(days), single)]
            model = self._model(instance, plan, part, single)
            if len(part) > self._size(len(days), single):  # the first model of all tells that it is too large
                continue
            done += len(part)
            values = None if model.rows.broken else self._solve(model, goals, effort * len(part) / len(days), rng.randint(0, MOST_SEED))
            plan = plan if values is None else named_plan(model, plan, values)
        return None if plan is current.plan else finish(instance, plan)

    def _size(self, days: int, single: bool) -> int:
        """Days that are staffed together."""
        most = self.clock.params.search.staffing.max_columns
        return max(1, min(days, most // max(1, self._columns_of_day.get(single, 0))))

    def _model(self, instance: Instance, plan: Plan, days: Collection[tuple[Week, Weekday]], single: bool) -> StaffingModel:
        state = WorkloadState(instance, plan)
        free = freed(state, days, single=single)
        model = StaffingModel(state, duty_kinds(state, free))
        if not single:
            model.regard_people(plan)
        self._columns_of_day[single] = max(1, model.rows.size // len(days))
        return model

    def open_tiers(self, current: EvaluatedPlan) -> set[str]:
        """Tiers above their bounds."""
        bounds = self.bounds.at(current.values)
        return {tier.name for tier in current.report.tiers if tier.value > bounds.get(tier.name, 0)}

    def _solve(self, model: StaffingModel, goals: Collection[str], effort: float, seed: int) -> Sequence[int] | None:
        """Values of the columns in the best solution found, or None where it is no better than the plan. goals: tiers to lower."""
        rows, engine = model.rows, CpSat(model.rows)
        point: Sequence[int] = rows.hint
        lowered = False
        parts = max(1, len(GOALS.intersection(goals)))
        limits = model.instance.limits
        for name, most in limits.most.items():
            terms = rows.tiers.get(name, [])
            engine.limit(terms, max(total(terms, point), most - rows.constants.get(name, 0)))
        if goals == {FAIRNESS}:  # evening out alone has a way around late duties
            engine.limit(rows.tiers.get(CARE, []), total(rows.tiers.get(CARE, []), point))
        for name in model.instance.goals:
            terms = rows.tiers.get(name, [])
            value = total(terms, point)
            if terms and (name in goals or value > total(terms, rows.hint)):
                point = self._minimise(engine, terms, point, 1 if name == FAIRNESS else TURNS, parts, effort, seed)
                lowered = lowered or total(terms, point) < value
            engine.limit(terms, total(terms, point))
        return point if lowered else None

    def _minimise(
        self, engine: CpSat, terms: Sequence[Term], point: Sequence[int], turns: int, parts: int, effort: float, seed: int
    ) -> Sequence[int]:
        """From a solution to one that is no worse in a goal: in turns, until one of them wins nothing.

        parts: goals that share the limits.
        """
        for turn in range(turns):
            if self.clock.over():
                break
            before = total(terms, point)
            limits = self._limits(engine, turns * parts, effort, (seed + turn) % MOST_SEED)
            outcome = engine.minimise(terms, limits, point, self.clock.cancelled)
            self.clock.spend(outcome.effort)
            if outcome.values is None or total(terms, outcome.values) >= before:
                break
            point = outcome.values
            if outcome.status == "optimal":
                break
        return point

    def _limits(self, engine: CpSat, turns: int, effort: float, seed: int) -> SolveLimits:
        """Of one turn of so many, in all goals."""
        left, near = self.clock.share_left(self.clock.params.search.staffing.limits_share), engine.rows.size > WHOLE_COLUMNS
        most = effort if left.effort is None else min(effort, left.effort)
        seconds = None if left.seconds is None else left.seconds / turns
        return SolveLimits(seconds, most / turns, seed, presolve=not near, near=near)


def named_plan(model: StaffingModel, plan: Plan, values: Sequence[int]) -> Plan:
    """The plan with the people of a solution; the model's state has them afterwards."""
    naming = Naming(model.instance, plan, model.kept)
    for kind, columns, pairs in zip(model.kinds, model.columns, model.named, strict=True):
        people = [person for person, column in columns.items() if values[column]]
        for person, block in naming.name(kind, people, {pair for pair, column in pairs.items() if values[column]}):
            model.state.assign(person, block)
    return model.state.plan()


def total(terms: Sequence[Term], point: Sequence[int]) -> int:
    """Of a sum of terms at a point."""
    return sum(coefficient * point[column] for coefficient, column in terms)


def freed(state: WorkloadState, days: Collection[tuple[Week, Weekday]], *, single: bool) -> list[tuple[str, DutyBlock]]:
    """Blocks of own staff but helpers on some days, taken out of the state, with their holders; one for each post where ``single``.

    A post without minutes stays: a person may have several at once.
    """
    found = []
    for person in state.instance.problem.staff:
        for block in list(state.blocks[person.id]) if person.id not in state.instance.helpers else ():
            if (block.week, block.posts[0].weekday) in days and all(shift.start < shift.end for shift in block.shifts):
                state.remove(person.id, block)
                parts = [(post,) for post in block.posts] if single else [block.posts]
                found += [(person.id, DutyBlock.of(state.instance, block.week, part)) for part in parts]
    return found


def sections_hash(plan: Plan) -> int:
    """Hash of what whole-week staffing takes as it is: sections and who leads them, dismissals, groups."""
    return hash((plan.sections, plan.dismissals, plan.care_groups, tuple(a for a in plan.assignments if a.week == EVERY_WEEK)))
