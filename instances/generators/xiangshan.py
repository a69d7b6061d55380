"""A school under the plan of 象山区 (document S0): the bureau approves outside people, and work ends at 17:00.

[S0] seed document, [M], [F], [V] DOMAIN columns as in the modules of those schools, [A] assumption. Two classes a grade, smaller
than any column: all sizes are [A]. Everybody and every name is made up.

One lane and two dismissal slots a band, ten minutes apart: where work ends at 17:30 the whole school leaves ten minutes
later. Outside people are approved by the bureau and stand in no pool [S0], so that another way of vetting shuts them out.
"""

from __future__ import annotations

from dataclasses import replace

from instances.generators import mid
from instances.generators import parameters as p
from instances.generators.calendar import autumn_2026
from solver.problem.money import Money
from solver.problem.places import FixedPost, Gate, Walk

PERIODS = ((p.at(15, 20), p.at(16, 0)), (p.at(16, 0), p.at(16, 40)), (p.at(16, 40), p.at(17, 20)))


def _band(
    grades: tuple[int, ...], dismissals: tuple[int, ...], slots: tuple[int, ...], extra: tuple[tuple[int, int], ...]
) -> p.BandPlan:
    return p.BandPlan(
        grades=grades,
        start=p.at(15, 20),
        periods=PERIODS,
        dismissals=dismissals,
        gates=("main",),
        late_until=p.at(18, 10),
        every_day=slots,
        extra=extra,
    )


def parameters() -> p.Parameters:
    """12 classes of grades 1-6, 324 pupils, 28 staff, one gate with one lane."""
    base = mid.parameters()
    return replace(
        base,
        school="榕江小学",
        term=autumn_2026(work_end=p.at(17, 0)),
        grades=tuple(p.GradePlan(grade, (27, 27), 90, "A") for grade in range(1, 7)),
        bands=(  # [S0] two hours and the end of work; the slots [A]
            _band((1, 2), (p.at(17, 20), p.at(17, 30)), (0, 1, 2, 3, 5), ((3, 4),)),
            _band((3, 4, 5, 6), (p.at(17, 30), p.at(17, 40)), (0, 1, 2, 3, 4, 5), ()),
        ),
        bells=p.BellPlan(slots=base.bells.slots, morning=base.bells.morning, meetings=()),
        staff=p.StaffPlan(  # [A] about one for 12 pupils; flagged as [M]
            total=28, admin=3, support=1, takes_part=90, math_homerooms=2,
            homeroom_subjects=("道德与法治", "班队与综合", "劳动"), admin_teach=False,
            woman=78, family=18, commute=15, health=3, part_time=1, capped=1, engaged=0, balance=60,
        ),
        rooms=(
            p.RoomPlan("music", 1, 45, "A", "music", "音乐教室"),
            p.RoomPlan("art", 1, 45, "A", "art", "美术教室"),
            p.RoomPlan("science", 1, 45, "A", "science", "科学实验室"),
            p.RoomPlan("library", 1, 45, "A", "library", "阅览室"),
            p.RoomPlan("activity", 1, 40, "A", "activity", "活动室"),
            p.RoomPlan("field", 3, 50, "F", "field", "操场"),
            p.RoomPlan("late", 1, 30, "A", "late", "延时托管室"),
        ),
        home_capacity=45,
        gates=(Gate("main", lanes=1, seconds_per_class=60, name="校门"),),
        posts=(FixedPost("patrol", "patrol", "A", p.at(15, 20), p.at(17, 20), (1, 2, 3, 4, 5), name="行政巡察"),),
        walks=(Walk("A", "F", 3),),
        menu=p.MenuPlan(
            keys=(
                "basketball", "football_low", "painting_low", "choir", "robotics", "wushu", "reading", "safety_low",
                "psychology",
            ),
            days=(2, 4), low=(1, 2), low_minutes=40, minutes=40, minimum=12, maximum=30,
        ),
        demand=p.DemandPlan(five_days=71, club=55, two_clubs=10, zipf=0.8, ranks=(3, 4), exempt=8, late=10),
        outside=p.OutsidePlan(  # [S0] approved, in no pool, filed nowhere else
            skills=("robotics", "wushu"), organisation="校外课程机构", rates=(12000, 15000), earliest=p.at(15, 10),
            latest=p.at(17, 45), pool="none", filed=False,
        ),
        money=Money(fee=200, pay=6000),
        profile="xiangshan-2021",
    )  # fmt: skip
