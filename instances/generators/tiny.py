"""A very small school for quick starts and documents; every number is an assumption chosen to be read at a glance."""

from __future__ import annotations

from instances.generators.calendar import autumn_2026
from instances.generators.parameters import (
    BandPlan,
    BellPlan,
    DemandPlan,
    GradePlan,
    MenuPlan,
    OutsidePlan,
    Parameters,
    RoomPlan,
    StaffPlan,
    at,
)
from solver.problem.money import Money
from solver.problem.places import FixedPost, Gate

EVERY_DAY = (1, 2, 3, 4, 5)


def _band(grades: tuple[int, ...], every_day: tuple[int, ...], extra: tuple[tuple[int, int], ...]) -> BandPlan:
    return BandPlan(
        grades=grades,
        start=at(15, 10),
        periods=((at(15, 10), at(15, 50)), (at(15, 55), at(16, 35)), (at(16, 40), at(17, 20))),
        dismissals=(at(17, 20),),
        gates=("main",),
        late_until=at(17, 50),
        every_day=every_day,
        extra=extra,
    )


def parameters() -> Parameters:
    """3 classes of grades 1-3, 21 pupils, 6 staff; no change of the national profile."""
    return Parameters(
        school="小桥教学点",
        term=autumn_2026(work_end=at(17, 0)),
        grades=tuple(GradePlan(grade, (7,), 95, "main") for grade in (1, 2, 3)),
        bands=(_band((1, 2), (0, 1, 2, 3, 5), ((3, 4),)), _band((3,), (0, 1, 2, 3, 4, 5), ())),
        bells=BellPlan(
            slots=(
                (at(8, 20), at(9, 0)), (at(9, 10), at(9, 50)), (at(10, 20), at(11, 0)), (at(11, 10), at(11, 50)),
                (at(13, 30), at(14, 10)), (at(14, 20), at(15, 0)),
            ),
            morning=4,
            meetings=(),
        ),
        staff=StaffPlan(
            total=6, admin=1, support=0, takes_part=100, math_homerooms=0,
            homeroom_subjects=("道德与法治", "班队与综合", "劳动", "美术"), admin_teach=False,
            woman=60, family=20, commute=20, health=0, part_time=0, capped=0, engaged=0, balance=30,
        ),
        rooms=(
            RoomPlan("music", 1, 30, "main", "music", "音乐室"),
            RoomPlan("library", 1, 30, "main", "library", "图书室"),
            RoomPlan("field", 1, 40, "main", "field", "操场"),
            RoomPlan("late", 1, 20, "main", "late", "延时托管室"),
        ),
        home_capacity=30,
        gates=(Gate("main", lanes=1, seconds_per_class=60, name="校门"),),
        posts=(
            FixedPost(
                "patrol", "patrol", "main", at(15, 10), at(15, 50), EVERY_DAY, roles=("admin", "subject"), name="巡察"
            ),
        ),
        walks=(),
        menu=MenuPlan(
            keys=("ball_games", "story_room", "chorus"),
            days=(2, 4), low=(1, 2), low_minutes=40, minutes=40, minimum=4, maximum=8,
            once=("ball_games", "story_room", "chorus"),
        ),
        demand=DemandPlan(
            five_days=75, club=60, two_clubs=30, zipf=0.8, ranks=(2, 3), exempt=10, late=2, late_days=(2, 4),
        ),
        outside=OutsidePlan(
            skills=("choir",), organisation="镇中心校走教", rates=(6000,), earliest=at(15, 0), latest=at(18, 0),
        ),
        money=Money(fee=200, pay=6000),
        profile="national",
    )  # fmt: skip
