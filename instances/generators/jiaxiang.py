"""A village school under the plan of 嘉祥县 (document S1): two yuan a class-hour, families in need pay nothing.

[S1] seed document, [V] DOMAIN column V as in :mod:`instances.generators.village`, [A] assumption. Everybody and every name is
made up.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from instances.generators import village
from instances.generators.parameters import DemandPlan, GradePlan, Override, Parameters
from solver.problem.money import Money


def parameters() -> Parameters:
    """6 classes of grades 1-6, 111 pupils, 10 staff; care groups have to be merged."""
    sizes = (16, 20, 17, 21, 19, 18)  # [V] 12-26 a class; neighbours add up to 36, 38, 37 (limit 40)
    return replace(
        village.parameters(),
        school="麦溪村小学",
        grades=tuple(GradePlan(grade, (size,), 97, "main") for grade, size in enumerate(sizes, start=1)),
        demand=DemandPlan(  # as the village school; more families in need [A]
            five_days=85, club=70, two_clubs=0, zipf=0.8, ranks=(3, 3), exempt=25, late=3, late_days=(2, 4),
        ),
        money=Money(fee=200, pay=6000, agreed=date(2026, 8, 28)),  # [S1] 2 yuan, the teachers agreed; pay [S3], day [A]
        profile="jiaxiang-2023",
        overrides=(  # four days [V: 3-4 day cap], so that clubs can open
            Override("K03", (("pupils", 40),)),
            Override("D10", (("days_per_week", 4),)),
        ),
    )  # fmt: skip
