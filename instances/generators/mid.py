"""A town school of middle size: DOMAIN section 3, column M.

[M] DOMAIN column M, [P..] public pages (instances/sources.py), [A] assumption. Everybody and every name is made up.
"""

from __future__ import annotations

from instances.generators import parameters as p
from instances.generators.calendar import autumn_2026
from solver.problem.money import Money
from solver.problem.places import FixedPost, Gate, Walk

EVERY_DAY = (1, 2, 3, 4, 5)
GATES = ("east", "south")

MENU = p.MenuPlan(  # [M] 22 sections on a club day, two club days, 12-30 pupils
    keys=(
        "basketball", "football", "football_low", "painting_low", "robotics", "coding", "dance_low", "table_tennis",
        "badminton", "street_dance", "chess", "science_low", "cooking", "clay_low", "ink_painting", "choir",
        "calligraphy_low", "wushu", "drone", "calligraphy", "reading_low", "reading", "recital", "psychology_low",
        "psychology", "safety_low", "safety",
    ),
    days=(3, 5),
    low=(1, 2), low_minutes=40, minutes=40, minimum=12, maximum=30,
    double=("basketball", "football"),
    once=(
        "robotics", "drone", "chess", "cooking", "clay_low", "recital", "psychology_low", "psychology", "safety_low",
        "safety", "wushu", "badminton",
    ),
)  # fmt: skip


def parameters() -> p.Parameters:
    """24 classes of grades 1-6, 1,056 pupils, 58 staff, two windows."""
    return p.Parameters(
        school="城东小学",
        term=autumn_2026(work_end=p.at(17, 30)),
        grades=tuple(  # [M] 4 classes a grade of 44, .90 enrolled
            p.GradePlan(grade, (44,) * 4, 90, "A" if grade <= 3 else "B") for grade in range(1, 7)
        ),
        bands=(
            p.BandPlan(  # [M] 15:30-17:30 in three periods; a second dismissal slot [A]
                grades=(1, 2),
                start=p.at(15, 30),
                periods=((p.at(15, 30), p.at(16, 10)), (p.at(16, 10), p.at(16, 50)), (p.at(16, 50), p.at(17, 30))),
                dismissals=(p.at(17, 30), p.at(17, 40)),
                gates=GATES,
                late_until=p.at(18, 10),
                every_day=(0, 1, 2, 3, 5),
                extra=((4, 4),),
            ),
            p.BandPlan(  # [M] 16:10-18:10; extended care half an hour more, for 18:00 would end before the service [A]
                grades=(3, 4, 5, 6),
                start=p.at(16, 10),
                periods=((p.at(16, 10), p.at(16, 50)), (p.at(16, 50), p.at(17, 30)), (p.at(17, 30), p.at(18, 10))),
                dismissals=(p.at(18, 10),),
                gates=GATES,
                late_until=p.at(18, 40),
                every_day=(0, 1, 2, 3, 5, 6),
            ),
        ),
        bells=p.BellPlan(  # [A] grades 1-2 end 15:10, grades 3-6 end 16:00
            slots=(
                (p.at(8, 20), p.at(9, 0)), (p.at(9, 10), p.at(9, 50)), (p.at(10, 20), p.at(11, 0)), (p.at(11, 10), p.at(11, 50)),
                (p.at(13, 40), p.at(14, 20)), (p.at(14, 30), p.at(15, 10)), (p.at(15, 20), p.at(16, 0)),
            ),
            morning=4,
            meetings=(  # [A] one group meets in service time, on a day without clubs
                p.MeetingPlan("数学", 2, p.at(12, 5), p.at(12, 45)),
                p.MeetingPlan("语文", 5, p.at(12, 5), p.at(12, 45)),
                p.MeetingPlan("体育", 1, p.at(12, 5), p.at(12, 45)),
                p.MeetingPlan("英语", 2, p.at(16, 10), p.at(16, 50)),
            ),
        ),
        staff=p.StaffPlan(  # [M] 58 staff, 7 admin, .86 take part, 78 / 18 / 15 % flagged; the rest [A]
            total=58, admin=7, support=1, takes_part=86, math_homerooms=4,
            homeroom_subjects=("道德与法治", "班队与综合", "劳动"), admin_teach=False,
            woman=78, family=18, commute=15, health=3, part_time=2, capped=2, engaged=3, balance=90,
        ),
        rooms=(  # [M] 9 special rooms, 2 halls, 5 field slots; their kinds [A]
            p.RoomPlan("music", 1, 50, "C", "music", "音乐教室"),
            p.RoomPlan("art", 1, 45, "C", "art", "美术教室"),
            p.RoomPlan("science", 1, 45, "C", "science", "科学实验室"),
            p.RoomPlan("computer", 1, 45, "C", "computer", "计算机教室"),
            p.RoomPlan("dance", 1, 40, "C", "dance", "舞蹈房"),
            p.RoomPlan("calligraphy", 1, 40, "C", "calligraphy", "书法教室"),
            p.RoomPlan("library", 1, 60, "C", "library", "阅览室"),
            p.RoomPlan("labour", 1, 40, "C", "labour", "劳动教室"),
            p.RoomPlan("activity", 1, 40, "C", "activity", "心理活动室"),
            p.RoomPlan("hall", 2, 60, "F", "hall", "体育馆"),
            p.RoomPlan("field", 5, 50, "F", "field", "操场"),
            p.RoomPlan("late", 1, 40, "A", "late", "延时托管室"),
        ),
        home_capacity=48,
        gates=(  # [M] 2 gates, 2 lanes, 1.2 min a class and lane
            Gate("east", lanes=2, seconds_per_class=72, name="东门"),
            Gate("south", lanes=2, seconds_per_class=72, name="南门"),
        ),
        posts=(  # [M] 2 patrols, 2 zones
            FixedPost("patrol-a", "patrol", "A", p.at(15, 30), p.at(17, 30), EVERY_DAY, name="行政巡察（甲楼）"),
            FixedPost("patrol-b", "patrol", "B", p.at(16, 10), p.at(18, 10), EVERY_DAY, name="行政巡察（乙楼）"),
        ),
        walks=(  # [A]; periods follow each other without a break, so only neighbours can hand over
            Walk("A", "B", 2), Walk("A", "C", 3), Walk("B", "C", 3), Walk("A", "F", 4), Walk("B", "F", 4),
            Walk("C", "F", 4),
        ),
        menu=MENU,
        demand=p.DemandPlan(  # [M] .71 all five days [P1], .55 want a club, .06 exempt, 25 in extended care; the rest [A]
            five_days=71, club=55, two_clubs=15, zipf=0.9, ranks=(3, 5), exempt=6, late=25,
        ),
        outside=p.OutsidePlan(  # [M] 3 outside sections; one instructor without face review
            skills=("robotics", "street_dance", "drone"),
            organisation="校外课程机构", rates=(15000, 18000, 20000), earliest=p.at(15, 20), latest=p.at(18, 20),
            unreviewed=(2,),
        ),
        money=Money(fee=200, pay=6000),  # [M]
        profile="national",
        # closing a class at 18:20 is this school's normal end; only extended care counts as late [A]
    )  # fmt: skip
