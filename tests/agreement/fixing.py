"""Hold a model to a plan: fix every decision to it, and ask the model what the checker is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from solver.check.report import Report
from solver.model.build import Model, build
from solver.model.current import Current
from solver.model.instance import Instance
from solver.model.linear_model import FALSE
from solver.model.scope import everything
from solver.plan import Plan
from solver.policy import Policy
from solver.problem import Problem
from solver.search.engines.cpsat import CpSat
from solver.search.engines.solve_limits import SolveLimits

LIMITS = SolveLimits(seconds=None, effort=5.0, seed=1)


@dataclass(frozen=True)
class Verdict:
    """What the model says of a plan: whether it is feasible, and its value in each tier when it is."""

    feasible: bool
    tiers: dict[str, int]


INFEASIBLE = Verdict(False, {})


def decisions(model: Model) -> dict[object, int]:
    """Every decision of the model with its column, under a key that tells its kind."""
    v = model.variables
    tables: dict[str, Mapping[Any, int]] = {
        "slot": v.slots, "tutor": v.tutors, "session": v.sessions, "seat": v.seats, "member": v.members,
        "late_room": v.late_rooms, "stand": v.stands, "flex": v.flexes,
    }  # fmt: skip
    return {(kind, key): column for kind, table in tables.items() for key, column in table.items()}


def chosen(plan: Plan) -> set[object]:
    """The same keys for what a plan decides."""
    current = Current(plan)
    found: set[object] = {("slot", key) for key in current.slots}
    found |= {("tutor", key) for key in current.tutoring}
    found |= {("session", (s, d, m, r)) for s, meetings in current.sessions.items() for d, m, r in meetings}
    found |= {("seat", (pupil, (offering, number))) for pupil, offering, number in current.seats}
    found |= {("member", key) for key in current.members}
    found |= {("late_room", key) for key in current.late_rooms}
    found |= {("stand", key) for key in current.stands}
    return found | {("flex", key) for key in current.flex}


class Held:
    """One model of everything, held to one plan after another."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.columns = decisions(model)
        self.engine = CpSat(model.rows)
        self.terms = [term for tier in model.rows.tiers.values() for term in tier]

    def verdict(self, plan: Plan) -> Verdict:
        """Fix every decision to the plan, solve, and read the tiers."""
        rows = self.model.rows
        wanted = chosen(plan)
        if rows.broken or any(self.columns.get(key, FALSE) == FALSE for key in wanted):
            return INFEASIBLE
        if not _well_formed(plan) or not self._fix(plan, wanted):
            return INFEASIBLE
        outcome = self.engine.minimise(self.terms, LIMITS)
        if outcome.values is None:
            assert outcome.status == "infeasible", outcome.status
            return INFEASIBLE
        assert outcome.status == "optimal"
        values = outcome.values
        return Verdict(
            True,
            {
                tier: rows.constants[tier] + sum(c * values[column] for c, column in kept)
                for tier, kept in rows.tiers.items()
            },
        )

    def _fix(self, plan: Plan, wanted: set[object]) -> bool:
        v, rows = self.model.variables, self.model.rows
        for key, column in self.columns.items():
            if column != FALSE:
                self.engine.fix(column, int(key in wanted))
        opened = {(s.offering, s.number) for s in plan.sections}
        for section in v.live_sections:
            self.engine.fix(v.opened(section), int(section in opened))
        fees = {fee.pupil: fee.fen for fee in plan.fees}
        applicants = {pupil.id for pupil in v.instance.problem.pupils if pupil.weekdays}
        if v.fees and not applicants <= set(fees):
            return False  # a column cannot tell a fee of nothing from no record
        for pupil, column in v.fees.items():
            if not 0 <= fees.get(pupil, 0) <= rows.upper[column]:
                return False
            self.engine.fix(column, fees.get(pupil, 0))
        return True


def hold(problem: Problem, policy: Policy) -> Held:
    """The whole model of a problem, ready to be held to plans."""
    return Held(build(Instance(problem, policy), everything(problem, policy), Current(Plan())))


def _well_formed(plan: Plan) -> bool:
    """Sets of decisions cannot say that something is listed twice; the plan's tuples can."""
    lists: Sequence[Sequence[object]] = (
        plan.dismissals, plan.tutoring, [(s.offering, s.number) for s in plan.sections],
        [(g.weekday, g.period, g.host) for g in plan.care_groups], [c.weekday for c in plan.late_care], plan.seats,
        plan.assignments, plan.flex, [f.pupil for f in plan.fees],
    )  # fmt: skip
    return all(len(set(items)) == len(items) for items in lists)


def differences(report: Report, said: Verdict) -> list[str]:
    """What checker and model say differently of a plan."""
    if report.valid != said.feasible:
        broken = sorted({f"{v.rule}: {v.en}" for v in report.violations})
        return [f"checker: {broken or 'valid'}; model: {'feasible' if said.feasible else 'infeasible'}"]
    if not report.valid:
        return []
    return [
        f"tier {tier.name}: checker {tier.value}, model {said.tiers.get(tier.name, 0)}"
        for tier in report.tiers
        if tier.value != said.tiers.get(tier.name, 0)
    ]


def misses(model: Model) -> list[str]:
    """Rules of rows, and columns, that the model's own hints do not keep."""
    rows = model.rows
    found = list(rows.broken)
    for row, rule in enumerate(rows.row_rule):
        span = range(rows.starts[row], rows.starts[row + 1])
        value = sum(rows.coefficients[i] * rows.hint[rows.columns[i]] for i in span)
        if not rows.row_lower[row] <= value <= rows.row_upper[row]:
            found.append(rule)
    found += [f"column {c}" for c, hint in enumerate(rows.hint) if not rows.lower[c] <= hint <= rows.upper[c]]
    return found
