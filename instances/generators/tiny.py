"""A very small school for quick starts and documents; every number is an assumption chosen to be read at a glance."""

from __future__ import annotations

from instances.generators import parameters as p
from instances.generators.calendar import autumn_2026
from solver.problem.money import Money
from solver.problem.places import FixedPost, Gate

EVERY_DAY = (1, 2, 3, 4, 5)


def _band(grades: tuple[int, ...], every_day: tuple[int, ...], extra: tuple[tuple[int, int], ...]) -> p.BandPlan:
    return p.BandPlan(
        grades=grades,
        start=p.at(15, 10),
        periods=((p.at(15, 10), p.at(15, 50)), (p.at(15, 55), p.at(16, 35)), (p.at(16, 40), p.at(17, 20))),
        dismissals=(p.at(17, 20),),
        gates=("main",),
        late_until=p.at(17, 50),
        every_day=every_day,
        extra=extra,
    )


def parameters() -> p.Parameters:
    """3 classes of grades 1-3, 21 pupils, 6 staff; no change of the national profile."""
    return p.Parameters(
        school="小桥教学点",
        term=autumn_2026(work_end=p.at(17, 0)),
        grades=tuple(p.GradePlan(grade, (7,), 95, "main") for grade in (1, 2, 3)),
        bands=(_band((1, 2), (0, 1, 2, 3, 5), ((3, 4),)), _band((3,), (0, 1, 2, 3, 4, 5), ())),
        bells=p.BellPlan(
            slots=(
                (p.at(8, 20), p.at(9, 0)), (p.at(9, 10), p.at(9, 50)), (p.at(10, 20), p.at(11, 0)), (p.at(11, 10), p.at(11, 50)),
                (p.at(13, 30), p.at(14, 10)), (p.at(14, 20), p.at(15, 0)),
            ),
            morning=4,
            meetings=(),
        ),
        staff=p.StaffPlan(
            total=6, admin=1, support=0, takes_part=100, math_homerooms=0,
            homeroom_subjects=("道德与法治", "班队与综合", "劳动", "美术"), admin_teach=False,
            woman=60, family=20, commute=20, health=0, part_time=0, capped=0, engaged=0, balance=30,
        ),
        rooms=(
            p.RoomPlan("music", 1, 30, "main", "music", "音乐室"),
            p.RoomPlan("library", 1, 30, "main", "library", "图书室"),
            p.RoomPlan("field", 1, 40, "main", "field", "操场"),
            p.RoomPlan("late", 1, 20, "main", "late", "延时托管室"),
        ),
        home_capacity=30,
        gates=(Gate("main", lanes=1, seconds_per_class=60, name="校门"),),
        posts=(
            FixedPost(
                "patrol", "patrol", "main", p.at(15, 10), p.at(15, 50), EVERY_DAY, roles=("admin", "subject"), name="巡察"
            ),
        ),
        walks=(),
        menu=p.MenuPlan(
            keys=("ball_games", "story_room", "chorus"),
            days=(2, 4), low=(1, 2), low_minutes=40, minutes=40, minimum=4, maximum=8,
            once=("ball_games", "story_room", "chorus"),
        ),
        demand=p.DemandPlan(
            five_days=75, club=60, two_clubs=30, zipf=0.8, ranks=(2, 3), exempt=10, late=2, late_days=(2, 4),
        ),
        outside=p.OutsidePlan(
            skills=("choir",), organisation="镇中心校走教", rates=(6000,), earliest=p.at(15, 0), latest=p.at(18, 0),
        ),
        money=Money(fee=200, pay=6000),
        profile="national",
    )  # fmt: skip
