"""A village school: DOMAIN section 3, column V, as tight as class merging allows.

[V] DOMAIN column V, [P..] public pages (instances/sources.py), [A] assumption. Everybody and every name is made up.

Nine adults take part, on three days a week at most (D10): 27 person-days. Needed with merged care groups: 3 groups +
1 at the gate (who has patrolled before) = 4 a day without clubs; on the two club days 3 groups + 4 clubs led by own
staff = 7 (the visiting teacher leads the fifth), among them who then stays late; 3 x 4 + 2 x 7 = 26. Without merging
6 groups meet at the same time as the patrol on each of five days: 35 person-days, and 30 even without the patrol.
"""

from __future__ import annotations

from dataclasses import replace

from instances.generators import parameters as p
from instances.generators.calendar import autumn_2026
from solver.problem.money import Money
from solver.problem.places import FixedPost, Gate

EVERY_DAY = (1, 2, 3, 4, 5)
PERIODS = ((p.at(15, 40), p.at(16, 20)), (p.at(16, 20), p.at(17, 0)), (p.at(17, 0), p.at(17, 40)))
DAYS = p.Override("D10", (("days_per_week", 3),))
"""Three days [V: 3-4 day cap]."""


def _band(grades: tuple[int, ...], every_day: tuple[int, ...], extra: tuple[tuple[int, int], ...]) -> p.BandPlan:
    return p.BandPlan(
        grades=grades,
        start=p.at(15, 40),
        periods=PERIODS,
        dismissals=(p.at(17, 40),),
        gates=("main",),
        late_until=p.at(18, 10),
        every_day=every_day,
        extra=extra,
    )


def parameters() -> p.Parameters:
    """6 classes of grades 1-6, 112 pupils, 10 staff; works only with merged care groups."""
    sizes = (14, 22, 18, 19, 23, 16)  # [V] 12-26 a class, 112 in all; neighbours add up to 36, 37, 39 (limit 40)
    return p.Parameters(
        school="柳溪村小学",
        term=autumn_2026(work_end=p.at(17, 0)),
        grades=tuple(  # [V] .97 enrolled = 109
            p.GradePlan(grade, (size,), 98 if grade == 2 else 97, "main") for grade, size in enumerate(sizes, start=1)
        ),
        bands=(_band((1, 2), (0, 1, 2, 3, 5), ((3, 4),)), _band((3, 4, 5, 6), (0, 1, 2, 3, 4, 5), ())),
        bells=p.BellPlan(  # [A] lessons end 15:20
            slots=(
                (p.at(8, 20), p.at(9, 0)), (p.at(9, 10), p.at(9, 50)), (p.at(10, 20), p.at(11, 0)), (p.at(11, 10), p.at(11, 50)),
                (p.at(13, 50), p.at(14, 30)), (p.at(14, 40), p.at(15, 20)),
            ),
            morning=4,
            meetings=(),
        ),
        staff=p.StaffPlan(  # [V] 10 staff, 2 admin, .90 take part, 50 / 20 / 40 % flagged; class teachers give most
            total=10, admin=2, support=0, takes_part=90, math_homerooms=0,
            homeroom_subjects=("数学", "道德与法治", "班队与综合", "劳动", "美术"), admin_teach=True,
            woman=50, family=20, commute=40, health=0, part_time=0, capped=0, engaged=0, balance=60,
        ),
        rooms=(  # [V] 3 special rooms, 1 hall, 2 field slots; room for left-behind children as the late room [A]
            p.RoomPlan("music", 1, 45, "main", "music", "音乐室"),
            p.RoomPlan("art", 1, 45, "main", "art", "美术室"),
            p.RoomPlan("library", 1, 45, "main", "library", "图书室"),
            p.RoomPlan("hall", 1, 60, "main", "hall", "会议室"),
            p.RoomPlan("field", 2, 50, "main", "field", "操场"),
            p.RoomPlan("late", 1, 20, "main", "late", "留守儿童之家"),
        ),
        home_capacity=45,
        gates=(Gate("main", lanes=1, seconds_per_class=60, name="校门"),),  # [V]
        posts=(  # [V] one patrol; short, so that its adult can stand at the gate later [A]
            FixedPost("patrol", "patrol", "main", p.at(15, 40), p.at(16, 20), EVERY_DAY, name="行政巡察"),
        ),
        walks=(),
        menu=p.MenuPlan(  # [V] 4-5 sections on a club day, 10-25 pupils [P8]; Tuesday and Thursday as the visitor [P6]
            keys=("basketball", "football_low", "handicraft", "story_room", "chorus"),
            days=(2, 4), low=(1, 2, 3), low_minutes=40, minutes=40, minimum=10, maximum=25,
        ),
        demand=p.DemandPlan(  # [V] .85 all five days, .70 want a club, .20 exempt, 3 stay late, on club days only [A]
            five_days=85, club=70, two_clubs=0, zipf=0.8, ranks=(3, 3), exempt=20, late=3, late_days=(2, 4),
        ),
        outside=p.OutsidePlan(  # [V] serves several schools, Tuesday and Thursday [P6]; paid as own staff (E12)
            skills=("choir",), organisation="镇中心校走教", rates=(6000,), earliest=p.at(15, 30), latest=p.at(18, 0),
        ),
        money=Money(fee=200, pay=6000),  # [V] 2 yuan (village <= 3 [P10]), 60 yuan [S3]
        profile="national",
        overrides=(p.Override("K03", (("pupils", 40),)), DAYS),  # [P16] merged groups of 40 at most
    )  # fmt: skip


def unmerged() -> p.Parameters:
    """The same school where merging is forbidden (stress case 9): must be refused."""
    return replace(parameters(), overrides=(p.Override("K03", (("pupils", 40), ("classes", 1))), DAYS))
