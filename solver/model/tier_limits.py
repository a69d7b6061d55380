"""Limits on tiers (epsilon-constraint method): each limited tier at most a value, as one more rule of a search.

A limit does not reorder the tiers. Empty posts and applicants without a place still come first; then what tiers exceed their limits
by; then the tiers without a limit, in the policy's order; last the limited tiers, each free to rise to its limit while the others
gain by it. So a plan that cannot be improved any more is dominated by none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from solver.model.linear_model import LinearModel

BEFORE_LIMITS = ("seated", "coverage")
"""Tiers that no limit goes before: a place for every applicant, an adult for every post."""
EXCESS = "excess of "
"""Prefix of the goal that counts what a tier exceeds its limit by."""


@dataclass(frozen=True, slots=True)
class TierLimits:
    """Tier -> the most that it may be, in the tier's counted unit; empty for a search without limits."""

    most: Mapping[str, int] = field(default_factory=dict)

    def goals(self, tiers: Iterable[str]) -> tuple[str, ...]:
        """Tiers in the policy's order -> names of all goals in the order in which a search minimises them."""
        names = tuple(tiers)
        if not self.most:
            return names
        first = [name for name in names if name in BEFORE_LIMITS and name not in self.most]
        limited = [name for name in names if name in self.most]
        rest = [name for name in names if name not in self.most and name not in first]
        return (*first, *(EXCESS + name for name in limited), *rest, *limited)

    def held(self, goal: str, value: int) -> tuple[str, int]:
        """A goal held at a value -> (tier, the most that the tier can then be)."""
        tier = tier_of(goal)
        return (goal, value) if tier == goal else (tier, self.most[tier] + value)

    def excess(self, tier: str, value: int) -> int:
        """What a value of a tier exceeds its limit by."""
        return max(0, value - self.most[tier])

    def exceeded(self, values: Mapping[str, int]) -> bool:
        """Whether a plan with these tier values exceeds a limit."""
        return any(values[name] > most for name, most in self.most.items())

    def state(self, rows: LinearModel) -> None:
        """A row for each limited tier that the model knows. The excess is a goal of its own where the plan that the model starts from
        exceeds the limit, so that the plan fits its own model, or where what goes before limits is still to be won."""
        if not self.most:
            return
        complete = not any(rows.cost(name) for name in BEFORE_LIMITS)
        for tier, most in self.most.items():
            terms, constant = rows.tiers.get(tier, []), rows.constants.get(tier, 0)
            if not terms:
                continue
            rule = EXCESS + tier
            if rows.cost(tier) <= most and complete:
                rows.linear(rule, terms, upper=most - constant)
                continue
            possible = sum(max(c * rows.lower[column], c * rows.upper[column]) for c, column in terms) + constant - most
            beyond = rows.integer(0, max(2, possible), max(0, rows.cost(tier) - most))
            rows.linear(rule, [*terms, (-1, beyond)], upper=most - constant)
            rows.add_cost(rule, [(1, beyond)])


NO_LIMITS = TierLimits()


def tier_of(goal: str) -> str:
    """The tier that a goal is about: the goal itself, or the limited tier whose excess it counts."""
    return goal.removeprefix(EXCESS)
