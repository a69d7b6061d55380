"""Search of a frontier by limits on tiers (epsilon-constraint): each search begins at the nearest plan found, and every plan that any
of them passes counts.

The tier at the end of the policy's order (cost) is pushed down step by step by a limit of its own; the tiers before keep their order,
and pay for it as little as they can. Then those that come first (fairness) are let rise to limits, for what the others gain by it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from solver.check.report import check
from solver.errors import Fault, PolicyError, SearchError
from solver.model.families.staffing import COVERAGE
from solver.model.tier_limits import NO_LIMITS, TierLimits
from solver.plan import Plan, Progress, Result
from solver.plan.period import stamped
from solver.policy import Policy, Tier
from solver.problem import Problem
from solver.search.evaluated import EvaluatedPlan
from solver.search.limits import Params
from solver.search.pipeline import solve
from solver.whatif.frontier.archive import Archive, Found
from solver.whatif.frontier.bounds import bound_points
from solver.whatif.frontier.frontier import BoundPoint, Frontier, FrontierPoint, UnreachedLimit

USUAL = ("fairness", "choice", "cost")
"""Tiers that are compared unless others are named."""
STEPS = (0.05, 0.1, 0.2, 0.35, 0.5)
"""Limits on the pushed tier, in shares of the way from the base plan down to its bound. More steps: more points, each searched shorter."""
RELAXED_UNITS = (30, 90)
"""Limits on the first tiers, in shown units (minutes of duty load) above the base plan's."""
BASE_SHARE, COLD_SHARE, BOUND_SHARE = 0.25, 0.08, 0.15
"""Shares of the limits for the base plan, where none is given, for a new plan beside one that is given, and for the bounds. Raising one
leaves less to the other searches."""
SEARCH_SHARE, LEAST_SHARE = 0.08, 0.02
"""Shares of the limits for one search under limits, and the least that is worth beginning one. Raising the first: fewer searches, each
longer."""
MOST_ROUNDS = 8
"""Rounds of questions, where the limits allow more. Raising it matters only for searches that end by themselves."""
FILLS = 3
"""Searches that close the widest gaps, at the end."""
MOST_POINTS = 16
"""Points that are told; the nearest to others go first. Raising it tells more that differ little."""
BOUND_POINTS = 5
"""Limits on the held tier, evenly between the ends of the frontier, for which the pushed one is bounded."""
Watch = Callable[[str, Progress | None], None]
"""(what is searched, the event of its search or None for the bounds) as it goes on."""


def frontier(
    problem: Problem,
    policy: Policy,
    params: Params,
    start: Plan | None = None,
    names: tuple[str, ...] = (),
    watch: Watch | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Frontier:
    """Problem, policy and parameters -> the frontier of tiers.

    params: seconds or effort are for everything together. start: a valid plan to begin from. names: tiers that are compared, two at
    least; usually fairness, choice and cost, as far as the policy has them. Raises PolicyError for tiers that the policy does not
    weigh, and SearchError where no valid plan was found.
    """
    tiers = compared_tiers(policy, names)
    return _Search(problem, policy, params, tiers, watch or (lambda *_: None), cancelled).run(start)


def compared_tiers(policy: Policy, names: tuple[str, ...]) -> tuple[Tier, ...]:
    """Tiers of these names in the policy's order, without names the usual ones that it weighs. Raises PolicyError."""
    weighed = {rule.tier for rule in policy.rules.values() if rule.level == "soft"} | {"seated", "coverage"}
    known = [tier for tier in policy.tiers if tier.name in weighed]
    asked = names or tuple(name for name in USUAL if name in weighed)
    faults = [
        Fault(("tiers", name), name, "规则集没有这个目标，或没有启用", "the policy has no such goal, or it is off",
              f"可能是 {'、'.join(tier.name for tier in known)}", f"Maybe one of {', '.join(tier.name for tier in known)}")
        for name in asked if name not in weighed
    ]  # fmt: skip
    if not faults and len(set(asked)) < 2:
        faults = [Fault(("tiers",), "、".join(asked), "至少要比较两个目标", "two goals at least are compared",
                        "可能要启用课酬目标：--set G10.level=soft", "Maybe switch cost on: --set G10.level=soft")]  # fmt: skip
    if faults:
        raise PolicyError(faults)
    return tuple(tier for tier in known if tier.name in asked)


@dataclass
class _Search:
    """One frontier under construction."""

    problem: Problem
    policy: Policy
    params: Params
    tiers: tuple[Tier, ...]
    watch: Watch
    cancelled: Callable[[], bool]
    asked: dict[int, bool] = field(default_factory=dict)
    """Limits on the pushed tier alone, with whether they are proven out of reach."""
    searches: int = 0

    def __post_init__(self) -> None:
        self._began = time.monotonic()
        self._effort = 0.0
        self._open = False
        """Whether a search of this round was ended by its limits."""
        self.pushed, self.held, self.first = self.tiers[-1], self.tiers[-2], self.tiers[:-2]
        order = [tier.name for tier in self.policy.tiers]
        self.archive = Archive([tier.name for tier in self.tiers], order, lambda plan: check(self.problem, self.policy, plan).valid)

    def run(self, start: Plan | None) -> Frontier:
        """The base plan, its bound, the searches under limits, then the bounds of the curve."""
        base = self._base(start)
        if start is not None:  # a new plan begins cheap and pays for choices as it improves: every plan on that way counts
            self._solve(NO_LIMITS, COLD_SHARE, None)
        free = self._free_bound()
        for limits in self._questions(base, free.bound):
            if self.cancelled() or self._left(1.0 - BOUND_SHARE) < LEAST_SHARE:
                break
            self._solve(limits, self._slice(), self.archive.nearest(limits).plan)
        points = [FrontierPoint(_name(place), found.values, found.plan) for place, found in enumerate(self.archive.spread(MOST_POINTS))]
        bounds = (free, *self._curve(points))
        origin = next((point for point in points if point.values == base.values), FrontierPoint("", base.values, base.plan))
        least = min(found.values[self.pushed.name] for found in self.archive.kept)
        unreached = tuple(UnreachedLimit(most, proven) for most, proven in sorted(self.asked.items(), reverse=True) if most < least)
        return Frontier(
            self.tiers, tuple(points), origin, bounds, unreached, self.archive.dominated, self.searches,
            time.monotonic() - self._began,
        )  # fmt: skip

    # what is asked ----------------------------------------------------------------------------------------------------

    def _questions(self, base: Found, bound: int) -> Iterator[TierLimits]:
        """Limits, each made when the answers before are known; in rounds, since a search goes on from what the last round reached."""
        name, value = self.pushed.name, base.values[self.pushed.name]
        steps = [TierLimits({name: value - round(share * (value - bound))}) for share in STEPS] if bound < value else []
        relaxed = [
            TierLimits({tier.name: base.values[tier.name] + units * tier.per_unit for tier in self.first}) for units in RELAXED_UNITS
        ]
        for _ in range(MOST_ROUNDS):
            before, self._open = list(self.archive.kept), False
            lowest = NO_LIMITS
            for limits in steps:
                yield limits
                lowest = limits
                if not self._reached(limits):
                    break  # a lower one is harder still
            yield from self._fills()  # before loads are let rise, which wins something at few schools
            for each in relaxed if self.first else ():
                yield each
                yield TierLimits({**each.most, **lowest.most})
            if self.archive.kept == before and not self._open:
                return  # every search ended by itself: another round would end the same way

    def _fills(self) -> Iterator[TierLimits]:
        """Limits in the middle of the widest gaps."""
        name = self.pushed.name
        for upper, lower in self.archive.gaps()[:FILLS]:
            if upper.values[name] > lower.values[name]:
                yield TierLimits({name: (upper.values[name] + lower.values[name]) // 2})

    def _reached(self, limits: TierLimits) -> bool:
        """Whether a plan found keeps the limits."""
        values = self.archive.nearest(limits).values
        return all(values[name] <= most for name, most in limits.most.items())

    # one search -------------------------------------------------------------------------------------------------------

    def _base(self, start: Plan | None) -> Found:
        """The plan by the school's own order of goals. Raises SearchError where there is none."""
        if start is not None:
            values = self._values(start)
            if values is not None:
                found = Found(values, start)
                self.archive.offer(found)
                return found
        result = self._solve(NO_LIMITS, BASE_SHARE, start)
        if not self.archive.kept or result.plan is None:
            reasons = "；".join(reason.zh for reason in result.reasons[:3])
            raise SearchError(f"没有找到可行方案，无法比较 / no valid plan was found to begin from: {reasons}")
        return self.archive.nearest(NO_LIMITS)

    def _see(self, found: EvaluatedPlan) -> None:
        """Offer a plan of a search that fills every post and breaks no rule of it."""
        if not found.report.violations and not found.values[COVERAGE]:
            self.archive.offer(Found(found.values, stamped(self.problem, found.plan)))

    def _values(self, plan: Plan) -> dict[str, int] | None:
        report = check(self.problem, self.policy, plan)
        return {tier.name: tier.value for tier in report.tiers} if report.valid else None

    def _solve(self, limits: TierLimits, share: float, begun: Plan | None) -> Result:
        """Search under limits from a plan, or from none; every plan on the way is offered to the archive."""
        title = told_limits(limits, self.tiers)

        def hear(event: Progress) -> None:
            self.watch(title, event)

        result = solve(self.problem, self.policy, self._params(share), begun, hear, self.cancelled, limits, self._see)
        self._effort += result.effort
        self._open = self._open or result.ended in ("time", "effort")
        self.searches += 1
        if result.plan is not None and (values := self._values(result.plan)) is not None:
            self.archive.offer(Found(values, result.plan))
        if limits.most and len(limits.most) == 1 and self.pushed.name in limits.most:
            self.asked[limits.most[self.pushed.name]] = result.status == "infeasible"
        return result

    # limits of time ---------------------------------------------------------------------------------------------------

    def _left(self, share: float) -> float:
        """Share of the whole limits that is left before ``share`` of them is spent."""
        if self.params.effort is not None:
            spent = self._effort / self.params.effort
        elif self.params.seconds is not None:
            spent = (time.monotonic() - self._began) / self.params.seconds
        else:
            spent = 0.0
        return max(0.0, share - spent)

    def _slice(self) -> float:
        """Share of the whole limits for one search: of what is left but for the bounds."""
        return min(SEARCH_SHARE, self._left(1.0 - BOUND_SHARE))

    def _params(self, share: float) -> Params:
        seconds, effort = self.params.seconds, self.params.effort
        return replace(
            self.params,
            seconds=None if seconds is None else max(0.1, share * seconds),
            effort=None if effort is None else max(1e-3, share * effort),
        )

    # bounds -----------------------------------------------------------------------------------------------------------

    def _free_bound(self) -> BoundPoint:
        """Bound of the pushed tier, whatever the others are."""
        self.watch("", None)
        return next(bound_points(self.problem, self.policy, self.pushed.name, self.held.name, [None], self._bound_seconds))

    def _curve(self, points: list[FrontierPoint]) -> Iterator[BoundPoint]:
        """Bounds for limits between the ends of the frontier, as far as time allows."""
        values = sorted({point.values[self.held.name] for point in points})
        step = (values[-1] - values[0]) / max(1, BOUND_POINTS - 1)
        limits = sorted({round(values[0] + step * place) for place in range(BOUND_POINTS)})
        for limit in limits:
            if self.cancelled() or (self.params.effort is None and self._left(1.0) == 0.0):
                return
            self.watch("", None)
            yield from bound_points(self.problem, self.policy, self.pushed.name, self.held.name, [limit], self._bound_seconds)

    def _bound_seconds(self) -> float | None:
        """Seconds for one bound; none under a limit of effort, where the answer must not hang on the machine."""
        if self.params.effort is not None or self.params.seconds is None:
            return None
        return max(1.0, self._left(1.0) * self.params.seconds)


def told_limits(limits: TierLimits, tiers: tuple[Tier, ...]) -> str:
    """Limits as a sentence, Chinese with English beside it; of a search without any, whose it is."""
    if not limits.most:
        return "本校的目标次序 the school's own order of goals"
    by_name = {tier.name: tier for tier in tiers}
    parts = [(by_name[name], value / by_name[name].per_unit) for name, value in limits.most.items()]
    zh = "，".join(f"{tier.zh}不超过 {value:,.0f} {tier.unit_zh}" for tier, value in parts)
    en = ", ".join(f"{tier.en} <= {value:,.0f}" for tier, value in parts)
    return f"{zh} {en}"


def _name(place: int) -> str:
    """A, B … Z, AA …"""
    return (chr(64 + place // 26) if place >= 26 else "") + chr(65 + place % 26)
