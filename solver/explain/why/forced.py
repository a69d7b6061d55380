"""Forced re-solve: a plan that does as asked within a scope, tiers minimised one after the other; or the rules that forbid it there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from solver.check.names import Words
from solver.check.report import Report, check
from solver.explain.why.context import Deadline, WhyContext, WhyLimits
from solver.model.build import Model, build
from solver.model.current import Current
from solver.model.extract import extract
from solver.model.instance import Instance
from solver.model.linear_model import LinearModel, Term
from solver.model.scope import Scope
from solver.model.variables import Variables
from solver.plan import Plan
from solver.search.engines.cpsat import CpSat
from solver.search.engines.solve_limits import SolveLimits

ASKED = "asked"
"""Rule of the rows that state what is asked; no rule of a policy has the name."""
SEED = 1
Order = Literal["tiers", "changes first", "changes alone"]
TIERS: Order = "tiers"
CHANGES_FIRST: Order = "changes first"
CHANGES_ALONE: Order = "changes alone"

Row = tuple[Sequence[Term], int, int]
"""Terms with the least and the most that their sum may be."""
Asked = Callable[[Variables], Sequence[Row]]
"""Rows that make a model do as asked."""


@dataclass(frozen=True, slots=True)
class WhyStep:
    """A scope to try. words: what is free in it. order: fewest changed places after every tier, before them, or alone."""

    scope: Scope
    words: Words
    order: Order = TIERS


@dataclass(frozen=True)
class Forced:
    """Outcome of a step. status: found, impossible or unknown. exact: every tier minimised to the end. conflict: where it is
    impossible, rules of which none can be left out."""

    step: WhyStep
    status: str
    plan: Plan | None = None
    report: Report | None = None
    exact: bool = False
    conflict: tuple[str, ...] = ()


def force(context: WhyContext, step: WhyStep, asked: Asked, limits: WhyLimits, deadline: Deadline) -> Forced:
    """Solve a step from the context's plan; what is found is checked."""
    found = solve_step(context, step, asked, limits, deadline, context.current)
    return checked(context, found)


def checked(context: WhyContext, found: Forced) -> Forced:
    """The outcome with the checker's report; unknown where the plan breaks more than the context's."""
    if found.plan is None:
        return found
    report = check(context.problem, context.policy, found.plan)
    if len(report.violations) > len(context.report.violations):
        return Forced(found.step, "unknown")
    return replace(found, report=report)


def solve_step(
    context: WhyContext, step: WhyStep, asked: Asked, limits: WhyLimits, deadline: Deadline, current: Current
) -> Forced:
    """Solve a step around a plan, unchecked."""
    model = _stated(context.instance, step.scope, current, asked)
    if model.rows.broken:
        return Forced(step, "impossible")
    values, exact, status = _descend(context, step, model, limits, deadline)
    if values is None:
        return Forced(step, status, conflict=core(model.rows, context, limits) if status == "impossible" else ())
    return Forced(step, "found", extract(model.variables, values), None, exact)


def forbidden(context: WhyContext, step: WhyStep, asked: Asked, limits: WhyLimits) -> tuple[str, ...] | None:
    """Rules that forbid what is asked in the scope even where no post need be filled; None where they do not, or it is not known.

    Empty where no rule of the model is needed, since what is asked has no column.
    """
    model = _stated(context.relaxed, step.scope, context.current, asked)
    if model.rows.broken:
        return ()
    outcome = CpSat(model.rows).minimise([], SolveLimits(None, limits.effort, SEED))
    return core(model.rows, context, limits) if outcome.status == "infeasible" else None


def _stated(instance: Instance, scope: Scope, current: Current, asked: Asked) -> Model:
    model = build(instance, scope, current)
    model.rows.broken.clear()  # what the plan breaks already is not the question's doing; the checker compares at the end
    for terms, least, most in asked(model.variables):
        model.rows.linear(ASKED, terms, least, most)
    return model


def _descend(
    context: WhyContext, step: WhyStep, model: Model, limits: WhyLimits, deadline: Deadline
) -> tuple[Sequence[int] | None, bool, str]:
    """Columns of the best plan found, whether every goal was minimised to the end, and the status."""
    rows, engine = model.rows, CpSat(model.rows)
    changes = _changes(context, model.variables)
    goals = [terms for tier in context.policy.tiers if (terms := rows.tiers.get(tier.name))]
    if step.order == TIERS:  # of plans that are as good, that which changes least
        goals.append(changes)
    elif step.order == CHANGES_FIRST:
        goals.insert(0, changes)
    else:
        goals = [changes]
    seats = bool(step.scope.seat_pupils)  # their relaxation is almost integral: presolve finds little
    values: Sequence[int] | None = None
    exact = True
    for terms in goals:
        if values is not None and deadline.over:
            return values, False, "found"
        if values is None or _reached(terms, values) > _least(rows, terms):
            within = SolveLimits(deadline.left, limits.effort, SEED, linear=seats, easy=seats)
            outcome = engine.minimise(terms, within, values or rows.hint)
            values, exact = outcome.values or values, exact and outcome.status == "optimal"
            if values is None:
                return None, False, "impossible" if outcome.status == "infeasible" else "unknown"
        if terms:
            engine.limit(terms, _reached(terms, values))
    return values, exact, "found"


def _reached(terms: Sequence[Term], values: Sequence[int]) -> int:
    return sum(coefficient * values[column] for coefficient, column in terms)


def _least(rows: LinearModel, terms: Sequence[Term]) -> int:
    """Least value of a sum by the bounds of its columns alone."""
    folded: dict[int, int] = {}
    for coefficient, column in terms:
        folded[column] = folded.get(column, 0) + coefficient
    return sum(c * (rows.lower[column] if c > 0 else rows.upper[column]) for column, c in folded.items())


def _changes(context: WhyContext, v: Variables) -> list[Term]:
    """Places of the plan that are given up: duties and seats of theirs."""
    terms = [(-1, column) for key, column in v.stands.items() if column > 1 and key in context.current.stands]
    terms += [
        (-1, column)
        for (pupil, section), column in v.seats.items()
        if column > 1 and (pupil, *section) in context.current.seats
    ]
    return terms


def core(rows: LinearModel, context: WhyContext, limits: WhyLimits) -> tuple[str, ...]:
    """Rules of an infeasible model, none of which can be left out (deletion filter); rules that are not hard need no trial."""
    soft = [rule for rule in dict.fromkeys(rows.row_rule) if rule != ASKED and not context.policy.hard(rule)]
    needed = [rule for rule in dict.fromkeys(rows.row_rule) if rule != ASKED and rule not in soft]
    if not _infeasible(rows, needed, limits):
        needed += soft
    size = len(needed)
    while size:
        kept: list[str] = []
        parts = [needed[i : i + size] for i in range(0, len(needed), size)]
        for index, part in enumerate(parts):
            rest = [*kept, *(rule for later in parts[index + 1 :] for rule in later)]
            if not _infeasible(rows, rest, limits):
                kept += part
        needed, size = kept, size // 2
    return tuple(needed)


def _infeasible(rows: LinearModel, rules: Sequence[str], limits: WhyLimits) -> bool:
    outcome = CpSat(rows, {ASKED, *rules}).minimise([], SolveLimits(None, limits.effort, SEED))
    return outcome.status == "infeasible"
