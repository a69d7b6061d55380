"""A city school under the plan of a Jiangsu city (document S3): at least 60 yuan a class-hour for teachers.

[S3] seed document, [M] DOMAIN column M as in :mod:`instances.generators.mid`, [A] assumption. Everybody and every name is made
up.
"""

from __future__ import annotations

from dataclasses import replace

from instances.generators import mid
from instances.generators.parameters import GradePlan, Parameters
from solver.problem.money import Money


def parameters() -> Parameters:
    """30 classes of grades 1-6, 1,200 pupils, 74 staff, two windows."""
    base = mid.parameters()
    return replace(
        base,
        school="江畔实验小学",
        grades=tuple(  # [A] 5 classes a grade of 40; .90 enrolled [M]
            GradePlan(grade, (40,) * 5, 90, "A" if grade <= 3 else "B") for grade in range(1, 7)
        ),
        staff=replace(base.staff, total=74, admin=8, support=2, math_homerooms=5, part_time=3, capped=3, engaged=3),
        rooms=tuple(replace(room, count=room.count + (room.type == "field")) for room in base.rooms),
        outside=replace(base.outside, unreviewed=()),
        money=Money(fee=200, pay=6000),  # [S3] 60 yuan at least
        profile="jiangsu-city",
    )
