"""How much duty falls to each person, estimated before there is a plan (D02)."""

from __future__ import annotations

from solver.model.instance import Instance
from solver.problem import Band
from solver.search.construct.groups import merge
from solver.units import CENTI, Weekday


def fair_shares(instance: Instance) -> dict[str, int]:
    """Minutes a week that fall to each person among whom duty is balanced, if all pupils stayed in care.

    A quarter of the tolerated range is added, and what is carried over from earlier terms taken off. Empty when loads need
    not be even, or only after choices are met (C04).
    """
    policy = instance.policy
    order = [tier.name for tier in policy.tiers]
    even, choice = policy.tier_of("D02"), policy.tier_of("C04")
    if even is None or (choice is not None and order.index(even) > order.index(choice)):
        return {}
    minutes = sum(
        full_groups(instance, day, band) * instance.care_shifts[instance.classes_of_band[band.id][0], period].credit
        for day in instance.days
        for band in instance.problem.bands
        if instance.classes_of_band[band.id]
        for period in range(len(band.periods))
    )
    whole = sum(instance.load_share(instance.problem.staff_of[person]) for person in instance.carers)
    each = minutes * 100 // max(1, whole) + policy.number("D02", "allowed_minutes_per_week") // 4
    repay, weeks = policy.number("D02", "repay_percent"), len(instance.weeks)
    return {
        s.id: each * share // 100 - share * repay * s.balance // (100 * CENTI * weeks)
        for s in instance.compared
        for share in (instance.load_share(s),)
    }


def full_groups(instance: Instance, day: Weekday, band: Band) -> int:
    """Care groups of a band in a period when all pupils stay."""

    def staying(home: str, day: Weekday, _: int) -> int:
        return len(instance.attending.get((home, day), ()))

    return len(merge(instance, day, band, 0, staying, lambda *_: False)) if band.periods else 0
