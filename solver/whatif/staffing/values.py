"""Marginal values: what one more person, skill, room, lane, hour or section is worth, re-solved from the plan at hand.

A dual price of a linear program is no value: it bounds the gain of a first small step, and a degenerate program has many. So each
change is relaxed anew, and searched anew from the base plan, which is a plan of every change that only adds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from solver.changes.apply import Applied, apply_changes
from solver.changes.change import Change
from solver.check.report import check
from solver.errors import Fault, ProblemError
from solver.model.instance import Instance
from solver.plan import Plan
from solver.policy import Policy
from solver.problem import Problem
from solver.search.limits import Params
from solver.search.pipeline import solve
from solver.whatif.staffing.candidates import candidates
from solver.whatif.staffing.marginal import GoalGain, MarginalValue, MarginalValues
from solver.whatif.staffing.relaxed_goals import RelaxedGoals
from solver.whatif.staffing.telling import Cancelled, OnProgress, Telling

STAFFED = ("coverage", "fairness")
"""Goals of people, which come before choices; no relaxation knows them, so that nothing is known but what a search finds."""
TOLERANCE = 1000
"""Part of a goal's value below which a difference of two relaxations is the solver's tolerance, and 0. Raising it reports smaller
differences, some of them noise."""


@dataclass(frozen=True, slots=True)
class ValueParams:
    """search: limits of the search for each change; its seconds are those of each linear program too."""

    search: Params = field(default_factory=lambda: Params(seconds=10.0))


def marginal_values(
    problem: Problem,
    policy: Policy,
    plan: Plan,
    changes: Sequence[Change] = (),
    params: ValueParams | None = None,
    on_progress: OnProgress | None = None,
    cancelled: Cancelled | None = None,
) -> MarginalValues:
    """Problem, policy and a plan of it that breaks no rule -> the value of each change that only adds; without any, of usual ones.

    cancelled: asked often; what was found until then is handed back. Raises ProblemError for a plan that breaks rules, and for changes
    that cannot be applied or do more than add.
    """
    chosen, telling = params or ValueParams(), Telling(on_progress, cancelled)
    wanted = tuple(changes) or candidates(problem, policy, plan)
    base = _base(problem, policy, plan)
    applied = _applied(problem, policy, wanted)
    seconds = None if chosen.search.effort is not None else chosen.search.seconds
    relaxed = RelaxedGoals(Instance(problem, policy), seconds, telling.over)
    bounds = relaxed.bounds()
    found = []
    for number, (change, after) in enumerate(zip(wanted, applied, strict=True)):
        if telling.over():
            break
        telling.tell("values", number, len(wanted))
        found.append(_value(change, after, (plan, base), bounds, relaxed.shadow(change), chosen, telling))
    order = sorted(found, key=lambda value: [(-gain.estimate, -gain.high) for gain in value.gains])
    return MarginalValues(tuple(base.items()), tuple(order), not telling.stopped)


def _base(problem: Problem, policy: Policy, plan: Plan) -> dict[str, int]:
    """Goals of the base plan, which must break no rule."""
    report = check(problem, policy, plan)
    if report.violations:
        first = report.violations[0]
        raise ProblemError([
            Fault(("plan",), str(len(report.violations)), f"原方案有违规，如 {first.rule}：{first.zh}",
                  f"The base plan breaks rules, as {first.rule}: {first.en}",
                  "可能要先用 solve 从它接着排。", "Maybe go on from it with solve first.")
        ])  # fmt: skip
    return {tier.name: tier.value for tier in report.tiers}


def _applied(problem: Problem, policy: Policy, changes: Sequence[Change]) -> list[Applied]:
    """Every change by itself. Raises ProblemError with all faults."""
    found: list[Applied] = []
    faults: list[Fault] = []
    for number, change in enumerate(changes):
        try:
            after = apply_changes(problem, policy, [change])
        except ProblemError as error:
            faults += error.faults
            continue
        found.append(after)
        if after.effect not in ("adds", "money"):
            faults.append(Fault(("changes", number), change.kind, "只能问多出来的人、场地、时间等值多少；这一项不只是增加。",
                                "Only additions have a value here; this change does more than add.",
                                "可能要用 what-if 比较。", "Maybe compare it with what-if."))  # fmt: skip
    if faults:
        raise ProblemError(faults)
    return found


def _value(
    change: Change, after: Applied, at: tuple[Plan, dict[str, int]], bounds: dict[str, int], shadow: int | None, params: ValueParams,
    telling: Telling,
) -> MarginalValue:  # fmt: skip
    """One change: relaxed, and searched where the relaxation gains or a goal of people is open."""
    plan, base = at
    seconds = None if params.search.effort is not None else params.search.seconds
    then = RelaxedGoals(Instance(after.problem, after.policy), seconds, telling.over).bounds()
    estimates = {name: _rounded(bounds[name] - then.get(name, 0), base[name]) for name in bounds if name in base}
    open_goals = any(base.get(name, 0) for name in STAFFED)
    reached = base
    searched = (open_goals or any(estimates.values())) and not telling.over()
    if searched:
        result = solve(after.problem, after.policy, params.search, plan, telling.search("values"), telling.over)
        if result.plan is not None and result.status in ("valid", "optimal"):
            values = {tier.name: tier.value for tier in check(after.problem, after.policy, result.plan).tiers}
            reached = values if list(values.values()) < list(base.values()) else base
    gains = [_gain(name, base, reached, 0, 0) for name in STAFFED if base.get(name)]
    gains += [_gain(name, base, reached, estimate, then.get(name, 0)) for name, estimate in estimates.items()]
    return MarginalValue(change, after.sentences[0], tuple(gains), shadow, searched)


def _gain(name: str, base: dict[str, int], reached: dict[str, int], estimate: int, bound: int) -> GoalGain:
    """The base plan is a plan of the change: no gain is below 0."""
    low = max(0, base[name] - reached[name])
    high = max(low, base[name] - bound)
    return GoalGain(name, low, min(max(estimate, low), high), high)


def _rounded(difference: int, value: int) -> int:
    return difference if difference * TOLERANCE > value else 0
