"""Lower bounds of the tiers that slots and gates decide alone (D17, D18, H03P), by the exact solve of the slot model."""

from __future__ import annotations

from solver.model.instance import Instance
from solver.search.bounds.store import Bound
from solver.search.slot_model import SlotModel

SLOT_EFFORT = 2.0
"""Deterministic effort for each solve of the slots. Raising it proves the order and the longest wave of more grades and gates."""


def slot_bounds(instance: Instance, seed: int) -> list[Bound]:
    """Bounds of the tiers of order and peak for every plan, and of the later one for plans that are at the bound of the other."""
    model = SlotModel(instance, SLOT_EFFORT, seed)
    tiers = dict.fromkeys(instance.policy.tier_of(rule) for rule in ("D17", "D18", "H03P"))
    found = [Bound(tier, model.least(tier)) for tier in tiers if tier is not None]
    if len(found) > 1:
        first, last = found[0], found[-1]
        model.hold(first.tier, first.value)
        found.append(Bound(last.tier, model.least(last.tier), {first.tier: first.value}))
    return found
