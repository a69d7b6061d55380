"""Values of the tiers: what a plan loses in each, smaller is better.

Tier seated: applicants who are left without a session or care group. Tier coverage: headcount that lacks over all posts and
weeks, whatever the level of the rule that asks for it; a soft rule's weight multiplies the headcount of its posts. Every other
tier: sum over its soft rules of weight * value, with the scales added up in the same way. A tier without a rule that is on has
value 0 and scale 1.
"""

from __future__ import annotations

from dataclasses import dataclass

from solver.check.coverage import KINDS_OF, lacking
from solver.check.families.care import unseated
from solver.check.plan_index import PlanIndex
from solver.check.registry import SCORES

SEATED = "seated"
COVERAGE = "coverage"


@dataclass(frozen=True, slots=True)
class TierScore:
    """Value of a tier in its own unit, and the ``scale``, the distance of its best from its worst, by counting (>= 1)."""

    name: str
    value: int
    scale: int


def scores(view: PlanIndex) -> tuple[TierScore, ...]:
    """One score a tier, in the policy's order."""
    values: dict[str, int] = {SEATED: unseated(view)}
    scales: dict[str, int] = {SEATED: view.demand.applicants}
    values[COVERAGE], scales[COVERAGE] = _coverage(view)
    for rule, score in SCORES.items():
        tier = view.policy.tier_of(rule)
        if tier is not None:
            weight = view.policy.rules[rule].weight
            counted = score(view)
            if counted is None:
                continue
            value, scale = counted
            values[tier] = values.get(tier, 0) + weight * value
            scales[tier] = scales.get(tier, 0) + weight * max(1, scale)
    return tuple(
        TierScore(tier.name, values.get(tier.name, 0), max(1, scales.get(tier.name, 1))) for tier in view.policy.tiers
    )


def score_of(view: PlanIndex, rule: str) -> tuple[int, int] | None:
    """Value and scale of a soft rule, before its weight; None where it has none, or the school does not use it."""
    if rule in KINDS_OF and rule not in SCORES:
        return lacking(view, rule)
    return SCORES[rule](view) if rule in SCORES else None


def _coverage(view: PlanIndex) -> tuple[int, int]:
    value = scale = 0
    for rule in KINDS_OF:
        weight = view.policy.rules[rule].weight if view.policy.soft(rule) else 1
        missing, headcount = lacking(view, rule)
        value += weight * missing
        scale += weight * headcount
    return value, scale
