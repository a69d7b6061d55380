"""A crowded town school: the stress of DOMAIN section 3, column L, with the figures of one county's largest school [P3].

[P3] 57 classes, 3,236 pupils, 198 staff; all else as :mod:`instances.generators.large`, grown in proportion [A].
Classes of 56 and 57 pupils are far above the 45 that may share a care group (K03), so nothing can be merged while
everybody is there, and rooms are what is short, not people (16.3 pupils a member of staff). Everybody is made up.
"""

from __future__ import annotations

from dataclasses import replace

from instances.generators import large
from instances.generators.parameters import GradePlan, Parameters, RoomPlan

HOME_SEATS = 60
LATE_PUPILS = 104
"""[A] 3.6 % of the enrolled, as in column L; 120 seats in three rooms."""


def _sizes(classes: int, of_56: int) -> tuple[int, ...]:
    return (56,) * of_56 + (57,) * (classes - of_56)


def _room(plan: RoomPlan) -> RoomPlan:
    """[A] Class rooms and the places where whole classes have lessons hold a class of 57."""
    return replace(plan, capacity=HOME_SEATS) if plan.type in ("art", "science", "computer", "music") else plan


def parameters() -> Parameters:
    """57 classes of grades 1-6, 3,236 pupils, 198 staff, three windows."""
    base = large.parameters()
    sizes = (_sizes(10, 2),) * 3 + (_sizes(9, 2), _sizes(9, 2), _sizes(9, 3))  # [P3] 3,236 in all
    return replace(
        base,
        school="慈江实验小学",
        grades=tuple(
            GradePlan(plan.grade, size, plan.enrolled, plan.zone) for plan, size in zip(base.grades, sizes, strict=True)
        ),
        staff=replace(base.staff, total=198, support=6),  # [P3], 10 admin in it [L]
        rooms=tuple(_room(plan) for plan in base.rooms),
        home_capacity=HOME_SEATS,
        demand=replace(base.demand, late=LATE_PUPILS, fans=(("robotics", 105),)),  # 3.5 x its seats [L]
    )
