"""A city school under the plan of 青山湖区 (document S4): outside people from the pool, a daily patrol, tiered pay.

[S4] seed document, [M] DOMAIN column M as in :mod:`instances.generators.mid`, [A] assumption. Everybody and every name is made
up. Outside people stand in the city's pool, are reviewed, insured and filed [S4], and approved by nobody else.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from instances.generators import mid
from instances.generators.parameters import GradePlan, Override, Parameters, merged
from solver.problem.money import Money, PayTier


def parameters() -> Parameters:
    """24 classes of grades 1-6, 960 pupils, 60 staff, two windows."""
    base = mid.parameters()
    return replace(
        base,
        school="湖滨小学",
        grades=tuple(  # [A] 4 classes a grade of 40; .90 enrolled [M]
            GradePlan(grade, (40,) * 4, 90, "A" if grade <= 3 else "B") for grade in range(1, 7)
        ),
        staff=replace(base.staff, total=60, admin=8),
        outside=replace(base.outside, pool="city", approved=False, unreviewed=()),
        money=Money(  # [S4] tiers below the city's base, charges made public; the rates [A: 60 / 70 / 80 yuan]
            fee=200,
            pay=6000,
            published=date(2026, 8, 28),
            tiers=(PayTier("A", 8000, "一档"), PayTier("B", 7000, "二档"), PayTier("C", 6000, "三档")),
        ),
        profile="qingshanhu-2024",
        overrides=merged(base.overrides, Override("H01", (("patrols_per_day", 2),))),  # [S4] every day; two zones [M]
    )
