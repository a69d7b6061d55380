"""A large town school: DOMAIN section 3, column L.

[L] DOMAIN column L, [P..] public pages (instances/sources.py), [A] assumption. Everybody and every name is made up.
"""

from __future__ import annotations

from instances.generators import menu
from instances.generators import parameters as p
from instances.generators.calendar import autumn_2026
from solver.problem.money import Money
from solver.problem.places import FixedPost, Gate, Walk

EVERY_DAY = (1, 2, 3, 4, 5)
GATES = ("east", "south", "north")
VILLAGE_DISHES = ("ball_games", "handicraft", "story_room", "chorus", "hand_writing")


def _band(
    grades: tuple[int, int], start: int, every_day: tuple[int, ...], extra: tuple[tuple[int, int], ...]
) -> p.BandPlan:
    """[L] Three windows of 120 minutes, ten minutes apart; three periods of 40."""
    return p.BandPlan(
        grades=grades,
        start=start,
        periods=tuple((start + 40 * n, start + 40 * (n + 1)) for n in range(3)),
        dismissals=(start + 120,),
        gates=GATES,
        late_until=p.at(18, 10),
        every_day=every_day,
        extra=extra,
    )


def parameters() -> p.Parameters:
    """54 classes of grades 1-6, 2,496 pupils, 140 staff, three windows."""
    keys = tuple(key for key in menu.DISHES if key not in VILLAGE_DISHES)
    return p.Parameters(
        school="实验小学（大）",
        term=autumn_2026(work_end=p.at(17, 0)),
        grades=tuple(  # [L] 9 classes a grade, 46 a class, .90 enrolled
            p.GradePlan(grade, (46,) * 7 + (47,) * 2, 90, "ABC"[(grade - 1) // 2]) for grade in range(1, 7)
        ),
        bands=(
            _band((1, 2), p.at(15, 20), (0, 1, 2, 3, 5), ((3, 4),)),
            _band((3, 4), p.at(15, 30), (0, 1, 2, 3, 4, 5), ()),
            _band((5, 6), p.at(15, 40), (0, 1, 2, 3, 4, 5), ()),
        ),
        bells=p.BellPlan(  # [A] lessons end 15:10
            slots=(
                (p.at(8, 20), p.at(9, 0)), (p.at(9, 10), p.at(9, 50)), (p.at(10, 20), p.at(11, 0)), (p.at(11, 10), p.at(11, 50)),
                (p.at(13, 40), p.at(14, 20)), (p.at(14, 30), p.at(15, 10)),
            ),
            morning=4,
            meetings=(
                p.MeetingPlan("数学", 2, p.at(12, 5), p.at(12, 45)),
                p.MeetingPlan("语文", 5, p.at(12, 5), p.at(12, 45)),
                p.MeetingPlan("音乐", 1, p.at(15, 40), p.at(16, 20)),
            ),
        ),
        staff=p.StaffPlan(  # [L] 140 staff, 10 admin, .86 take part, 80 / 18 / 12 % flagged; the rest [A]
            total=140, admin=10, support=4, takes_part=86, math_homerooms=9,
            homeroom_subjects=("道德与法治", "班队与综合", "劳动"), admin_teach=False,
            woman=80, family=18, commute=12, health=2, part_time=4, capped=5, engaged=6, balance=90,
        ),
        rooms=(  # [L] 16 special rooms, 4 halls, 8 field slots, 3 late rooms; their kinds [A]
            p.RoomPlan("music", 2, 50, "D", "music", "音乐教室"),
            p.RoomPlan("art", 3, 47, "D", "art", "美术教室"),
            p.RoomPlan("science", 2, 47, "D", "science", "科学实验室"),
            p.RoomPlan("computer", 2, 47, "D", "computer", "计算机教室"),
            p.RoomPlan("dance", 2, 40, "D", "dance", "舞蹈房"),
            p.RoomPlan("calligraphy", 1, 40, "D", "calligraphy", "书法教室"),
            p.RoomPlan("library", 1, 80, "D", "library", "阅览室"),
            p.RoomPlan("labour", 1, 40, "D", "labour", "劳动教室"),
            p.RoomPlan("activity", 2, 40, "D", "activity", "活动室"),
            p.RoomPlan("hall", 4, 60, "F", "hall", "体育馆"),
            p.RoomPlan("field", 8, 50, "F", "field", "操场"),
            p.RoomPlan("late", 3, 40, "D", "late", "延时托管室"),
        ),
        home_capacity=50,
        gates=(  # [L] 3 gates; 2 lanes each [A], 1.2 min a class and lane
            Gate("east", lanes=2, seconds_per_class=72, name="东门"),
            Gate("south", lanes=2, seconds_per_class=72, name="南门"),
            Gate("north", lanes=2, seconds_per_class=72, name="北门"),
        ),
        posts=tuple(  # [L] 3 patrols, 3 zones
            FixedPost(f"patrol-{zone.lower()}", "patrol", zone, p.at(15, 20), p.at(17, 20), EVERY_DAY, name=f"行政巡察（{zone}）")
            for zone in "ABC"
        ),
        walks=(Walk("A", "B", 2), Walk("B", "C", 2), Walk("A", "F", 4), Walk("B", "F", 4), Walk("C", "F", 4)),  # [A]
        menu=p.MenuPlan(  # [L] 50 sections on a club day, 12-30 pupils
            keys=keys, days=(2, 4), low=(1, 2), low_minutes=40, minutes=40, minimum=12, maximum=30,
            double=tuple(key for key in keys if key not in ("robotics", "drone", "erhu", "street_dance", "maths")),
            once=("robotics", "drone", "erhu", "psychology_low", "psychology", "safety_low", "safety", "cooking"),
        ),
        demand=p.DemandPlan(  # [L] .71 all five days [P1], .55 want a club, .05 exempt, 80 in extended care; the rest [A]
            five_days=71, club=55, two_clubs=15, zipf=1.0, ranks=(3, 5), exempt=5, late=80,
        ),
        outside=p.OutsidePlan(  # [L] 8 outside sections; two instructors not fully vetted
            skills=("robotics", "street_dance", "drone", "erhu", "robotics", "street_dance", "drone", "erhu"),
            organisation="校外课程机构", rates=(15000, 18000, 20000, 25000), earliest=p.at(15, 10), latest=p.at(18, 0),
            uninsured=(6,), unreviewed=(4,),
        ),
        money=Money(fee=200, pay=6000),  # [L]
        profile="national",
        # closing a class at 17:50 is this school's normal end; only extended care counts as late [A]
    )  # fmt: skip
