"""A small primary school as there are many: two classes a grade, one dismissal, planned under the national profile as it is.

[N] the national norm of one member of staff for 19 pupils, [M] as the town school (:mod:`instances.generators.mid`), [P..] public
pages (instances/sources.py), [A] assumption. Everybody and every name is made up.

Twenty-one adults take part, on four days a week at most (D10), one of them on three: 83 person-days. At 17:30 a day needs 12 for the
care groups, as hardly two classes fit into one (K03: 45), one at the gate and two who begin extended care: 15 at once, 75 a
week. Who patrols until 17:30 may stay late. Clubs of the second period take nobody more, as classes share groups then.
Late duties (D10) are those of extended care alone: 10 a week, of 42 that twenty-one adults may do.
"""

from __future__ import annotations

from dataclasses import replace

from instances.generators import parameters as p
from instances.generators.calendar import autumn_2026
from solver.problem.money import Money
from solver.problem.places import FixedPost, Gate

EVERY_DAY = (1, 2, 3, 4, 5)
PERIODS = ((p.at(15, 30), p.at(16, 10)), (p.at(16, 10), p.at(16, 50)), (p.at(16, 50), p.at(17, 30)))


def _band(grades: tuple[int, ...], every_day: tuple[int, ...], extra: tuple[tuple[int, int], ...]) -> p.BandPlan:
    return p.BandPlan(
        grades=grades,
        start=p.at(15, 30),
        periods=PERIODS,
        dismissals=(p.at(17, 30),),
        gates=("main",),
        late_until=p.at(18, 0),  # [P16]
        every_day=every_day,
        extra=extra,
    )


def parameters() -> p.Parameters:
    """12 classes of grades 1-6, 420 pupils, 22 staff; no change of the national profile."""
    return p.Parameters(
        school="青禾小学",
        term=autumn_2026(work_end=p.at(17, 30)),
        grades=tuple(p.GradePlan(grade, (35, 35), 90, "main") for grade in range(1, 7)),  # [A] size; [M] enrolled
        bands=(_band((1, 2), (0, 1, 2, 3, 5), ((3, 4),)), _band((3, 4, 5, 6), (0, 1, 2, 3, 4, 5), ())),
        bells=p.BellPlan(  # [A] lessons end 15:20
            slots=(
                (p.at(8, 20), p.at(9, 0)), (p.at(9, 10), p.at(9, 50)), (p.at(10, 20), p.at(11, 0)), (p.at(11, 10), p.at(11, 50)),
                (p.at(13, 50), p.at(14, 30)), (p.at(14, 40), p.at(15, 20)),
            ),
            morning=4,
            meetings=(),
        ),
        staff=p.StaffPlan(  # [N] 420 / 19 = 22; flagged as [M]; nearly all take part, as they must [A]
            total=22, admin=3, support=0, takes_part=95, math_homerooms=2,
            homeroom_subjects=("道德与法治", "班队与综合", "劳动", "美术"), admin_teach=True,
            woman=78, family=18, commute=15, health=0, part_time=0, capped=1, engaged=0, balance=60,
        ),
        rooms=(  # [A] one building and its yard
            p.RoomPlan("music", 1, 45, "main", "music", "音乐教室"),
            p.RoomPlan("art", 1, 45, "main", "art", "美术教室"),
            p.RoomPlan("science", 1, 45, "main", "science", "科学实验室"),
            p.RoomPlan("library", 1, 45, "main", "library", "阅览室"),
            p.RoomPlan("activity", 1, 40, "main", "activity", "活动室"),
            p.RoomPlan("field", 2, 50, "main", "field", "操场"),
            p.RoomPlan("late", 1, 30, "main", "late", "延时托管室"),
        ),
        home_capacity=45,
        gates=(Gate("main", lanes=2, seconds_per_class=60, name="校门"),),  # [A] six minutes for twelve classes
        posts=(FixedPost("patrol", "patrol", "main", p.at(15, 30), p.at(17, 30), EVERY_DAY, name="行政巡察"),),
        walks=(),
        menu=p.MenuPlan(  # [M] sections for a quarter of the pupils on a club day
            keys=(
                "basketball", "football_low", "painting_low", "choir", "robotics", "wushu", "reading", "safety_low",
                "psychology",
            ),
            days=(2, 4), low=(1, 2), low_minutes=40, minutes=40, minimum=12, maximum=30,
        ),
        demand=p.DemandPlan(five_days=71, club=55, two_clubs=10, zipf=0.8, ranks=(3, 4), exempt=6, late=20),  # [M], late [A]
        outside=p.OutsidePlan(
            skills=("robotics", "wushu"), organisation="校外课程机构", rates=(12000, 15000), earliest=p.at(15, 20),
            latest=p.at(17, 45),
        ),
        money=Money(fee=200, pay=6000),
        profile="national",
    )  # fmt: skip


def few_staff() -> p.Parameters:
    """The same school when only half of the staff take part, 11 for 12 groups at once: must be refused."""
    found = parameters()
    return replace(found, staff=replace(found.staff, takes_part=50))
