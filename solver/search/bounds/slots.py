"""Lower bounds of the tiers that slots and gates decide alone (D17, D18, H03P), by the exact solve of the slot model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from solver.model.instance import Instance
from solver.search.bounds.store import Bound
from solver.search.slot_model import SlotModel
from solver.units import Minute

SLOT_EFFORT = 2.0
"""Deterministic effort for each solve of the slots. Raising it proves the order and the longest wave of more grades and gates."""


def slot_bounds(instance: Instance, seed: int, reached: Mapping[str, int] | None = None) -> list[Bound]:
    """Bounds of the tiers of order and peak for every plan, and of the later one for plans that are at the bound of the other, or no
    worse in it than a plan with the values ``reached``."""
    model = SlotModel(instance, SLOT_EFFORT, seed)
    tiers = dict.fromkeys(instance.policy.tier_of(rule) for rule in ("D17", "D18", "H03P"))
    found = [Bound(tier, model.least(tier)) for tier in tiers if tier is not None]
    if len(found) > 1:
        first, last = found[0], found[-1]
        for most in sorted({first.value, (reached or {}).get(first.tier, first.value)}, reverse=True):
            model.hold(first.tier, most)
            found.append(Bound(last.tier, model.least(last.tier), {first.tier: most}))
    return found


@dataclass(frozen=True, slots=True)
class GatePosts:
    """Lower bound of what the adults at gates add to a rule over the template (G10 in fen, D05 in late duties), for plans without
    empty posts whose tiers are at most ``under``. Slots touch no row of the aggregated school: it adds to a bound from there.
    """

    rule: str
    least: int
    under: Mapping[str, int]


def gate_posts(instance: Instance, seed: int) -> list[GatePosts]:
    """Bounds for every plan, and for plans at the bounds of those tiers of slots that come before the rule's."""
    model, policy = SlotModel(instance, SLOT_EFFORT, seed), instance.policy
    order = [tier.name for tier in policy.tiers]
    of_slots = {tier for rule in ("D17", "D18", "H03P") if (tier := policy.tier_of(rule)) is not None}
    rules = {rule: order.index(tier) for rule in ("D05", "G10") if (tier := policy.tier_of(rule)) is not None}
    under: dict[str, int] = {}
    found = [GatePosts(rule, _least(instance, model, rule), {}) for rule in rules]
    for tier in sorted(of_slots, key=order.index):
        under[tier] = model.least(tier)
        model.hold(tier, under[tier])
        found += [GatePosts(rule, _least(instance, model, rule), dict(under)) for rule, at in rules.items() if at > order.index(tier)]
    return [each for each in found if each.least]


def _least(instance: Instance, model: SlotModel, rule: str) -> int:
    """Lower bound over the template of what a rule counts at the gates."""
    gate_of, escort = instance.problem.gate_of, instance.escort
    wage, after = instance.wage(instance.cheapest, escort), instance.policy.number_or("D05", "late_after", None)

    def price(gate: str, minute: Minute) -> int:
        late = after is not None and minute + escort > after
        return gate_of[gate].staff * (wage if rule == "G10" else int(late))

    return len(instance.weeks) * len(instance.days) * model.least_at_gates(price)
