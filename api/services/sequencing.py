"""Plans of a term in a row, of one request or of one each: the problem of the next one, and the ledgers of all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from api.mapping.request import Request
from solver import Fault, Ledgers, Plan, PlanError, Policy, Problem
from solver.ledger.sequence import Stage, after, sequence, sequence_ledgers, with_everybody
from solver.plan.period import for_plan, period_faults
from solver.problem.calendar import Term

Named = tuple[str, Plan]
"""A plan with the name under which it was given, a file or an id."""


def problem_of_plan(
    request: Request, policy: Policy, plan: Named, earlier: Sequence[Named] = (), until: date | None = None
) -> Problem:
    """The problem of a plan: its period, and what was stood under the earlier plans of the term. until: the last day for which it
    stands, where a later plan supersedes it.

    Raises PlanError where the plans overlap or leave a hole, or where an earlier plan begins later.
    """
    plan = plan if until is None else (plan[0], replace(plan[1], until=until))
    if not earlier:
        faults = period_faults(request.problem.term, plan[1].effect, plan[1].until)
        if faults:
            raise PlanError(faults)
        return for_plan(request.problem, plan[1])
    stages = _row(request, policy, (*earlier, plan))
    if stages[-1].plan is not plan[1]:
        later = stages[-1].plan
        name = next(name for name, each in earlier if each is later)
        raise PlanError([Fault((name,), str(later.effect or request.problem.term.first), f"不早于 {plan[0]}。",
                               f"It does not begin before {plan[0]}.",
                               "可能前后写反了：--earlier 给更早的方案。",
                               "Maybe the order is wrong: --earlier takes plans that stood before.")])  # fmt: skip
    return after(stages[-1].problem, policy, stages[:-1])


def problem_of_replan(
    request: Request, policy: Policy, plan: Named, effect: date | None, until: date | None, earlier: Sequence[Named] = ()
) -> Problem:
    """The problem of a plan that goes on from another, from a date of effect on; without one it takes that plan's place.

    A plan that begins before the date of effect stays for the days before it. Raises PlanError as :func:`problem_of_plan`, and for
    a period outside of the term.
    """
    term = request.problem.term
    faults = period_faults(term, effect, until, ("--date", "--until"))
    if faults:
        raise PlanError(faults)
    if effect is None:
        effect, until = plan[1].effect, until or plan[1].until
    before = [*earlier, plan] if (plan[1].effect or term.first) < (effect or term.first) else list(earlier)
    return problem_of_plan(request, policy, ("--date", Plan(effect=effect, until=until)), before)


def ledgers_of(requests: Sequence[Request], policies: Sequence[Policy], plans: Sequence[Named]) -> tuple[Problem, Ledgers]:
    """Ledgers of a term from its plans, with one request for all of them or one each, and the problem that names everybody in them.

    Raises PlanError.
    """
    stages = sequence(
        [Stage(request.problem, policy, plan) for request, policy, (_, plan) in zip(requests, policies, plans, strict=True)],
        names=[name for name, _ in plans],
    )
    return with_everybody(stages), sequence_ledgers(stages)


def _row(request: Request, policy: Policy, plans: Sequence[Named]) -> tuple[Stage, ...]:
    return sequence([Stage(request.problem, policy, plan) for _, plan in plans], names=[name for name, _ in plans])



def plan_on(term: Term, plans: Sequence[Named], day: date) -> Named | None:
    """The plan that stands on a day: the last one to begin by then; None before the first."""
    begun = [(plan[1].effect or term.first, plan) for plan in plans if (plan[1].effect or term.first) <= day]
    return max(begun, key=lambda each: each[0])[1] if begun else None
