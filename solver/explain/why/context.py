"""One plan of a problem under a policy, with what every question about it needs, made once."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from solver.check.names import Names
from solver.check.plan_index import PlanIndex
from solver.check.report import Report, check
from solver.explain.refusal.fact import Fact
from solver.model.current import Current
from solver.model.instance import Instance
from solver.plan.plan import Plan
from solver.plan.prune import prune
from solver.policy import Policy
from solver.problem import Problem
from solver.search.soft_policy import softened
from solver.units import Minute, Weekday


@dataclass(frozen=True, slots=True)
class WhyLimits:
    """Limits of one answer. effort: deterministic, of each goal of a scope. seconds: wall time after which no wider scope is begun and
    the price found so far is kept; None = no limit. Raising either proves more prices exact."""

    effort: float = 0.4
    seconds: float | None = 3.0


class WhyContext:
    """A plan with its checker's report and the constants of its models. What it names and the problem has not is passed over (K00)."""

    def __init__(self, problem: Problem, policy: Policy, plan: Plan, report: Report | None = None) -> None:
        self.problem, self.policy, self.plan = problem, policy, plan.canonical()
        self.report = report or check(problem, policy, self.plan)
        if any(each.rule == "K00" for each in self.report.violations):  # a model has no columns for what the problem does not know
            self.plan = prune(problem, self.plan)
            self.report = check(problem, policy, self.plan)
        self.names = Names(problem)

    @cached_property
    def view(self) -> PlanIndex:
        return PlanIndex(self.problem, self.policy, self.plan)

    @cached_property
    def instance(self) -> Instance:
        """Constants of the models; of a plan that breaks rules, with empty posts as costs, so that it can be moved at all."""
        return Instance(self.problem, self.policy if self.report.valid else softened(self.policy))

    @cached_property
    def relaxed(self) -> Instance:
        """The same where no post need be filled."""
        return self.instance if not self.report.valid else Instance(self.problem, softened(self.policy))

    @cached_property
    def current(self) -> Current:
        return Current(self.plan)

    @property
    def weeks(self) -> int:
        return len(self.instance.weeks)

    def price(self, report: Report) -> dict[str, int]:
        """Tier -> units that a plan has more than this one; tiers alike are left out."""
        before = {tier.name: tier.value for tier in self.report.tiers}
        return {tier.name: tier.value - before[tier.name] for tier in report.tiers if tier.value != before[tier.name]}

    def dearer(self, price: dict[str, int]) -> bool:
        """Whether the first tier that differs is worse."""
        return next((price[tier.name] > 0 for tier in self.policy.tiers if tier.name in price), False)

    def vector(self, price: dict[str, int]) -> tuple[int, ...]:
        """The price tier by tier, the first above all: the order in which prices are compared."""
        return tuple(price.get(tier.name, 0) for tier in self.policy.tiers)

    def fact(
        self,
        rule: str,
        zh: str,
        en: str,
        *subjects: str,
        weekday: Weekday | None = None,
        span: tuple[Minute, Minute] | None = None,
        figures: tuple[object, object] = ("", ""),
    ) -> Fact:
        """A fact with the clause of its rule. figures: measured value and limit."""
        stated = self.policy.rules.get(rule)
        start, end = span or (None, None)
        return Fact(
            rule=rule,
            zh=zh,
            en=en,
            subjects=subjects,
            weekday=weekday,
            start=start,
            end=end,
            measured=str(figures[0]),
            limit=str(figures[1]),
            source=stated.source if stated and self.policy.cites(stated.source) else None,
        )


class Deadline:
    """Wall time that is left of an answer."""

    def __init__(self, limits: WhyLimits, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._until = None if limits.seconds is None else clock() + limits.seconds

    @property
    def left(self) -> float | None:
        """Seconds left, at least 0; None without a limit."""
        return None if self._until is None else max(0.0, self._until - self._clock())

    @property
    def over(self) -> bool:
        return self.left == 0.0
