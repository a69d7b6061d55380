"""The seed school: 枫津实验小学 (document S2), with the magnitudes of DOMAIN section 3, column F.

[S2] seed document, [F] DOMAIN column F, [P..] public pages (instances/sources.py), [A] assumption. No figure of the real
school is public: classes, pupils, staff and names are made up.
"""

from __future__ import annotations

from instances.generators import parameters as p
from instances.generators.calendar import autumn_2026
from solver.problem.money import Money
from solver.problem.places import FixedPost, Gate, Walk

EVERY_DAY = (1, 2, 3, 4, 5)
GATES = ("east", "south")

MENU = p.MenuPlan(
    # 30 offerings, at most 28 sections on a club day: [F] 25 sections, 4 of the offerings led from outside
    keys=(
        "basketball", "football", "football_low", "painting_low", "robotics", "coding", "dance_low", "table_tennis",
        "badminton", "street_dance", "go_low", "chess", "science_low", "cooking", "clay_low", "ink_painting", "choir",
        "singing_low", "wushu", "drone", "calligraphy_low", "calligraphy", "reading_low", "reading", "recital",
        "psychology_low", "psychology", "safety_low", "safety", "erhu",
    ),
    days=(2, 4),  # [F] two club days; which ones [A]
    low=(1, 2),
    low_minutes=45,  # fills 15:25-16:10, so that clubs of the lower grades need no late adult [A]
    minutes=55,  # fills 16:15-17:10, the only stretch common to all grades beside tutoring (B01)
    minimum=12,  # [F]
    maximum=30,  # [F]
    double=("basketball", "football", "football_low", "painting_low"),
    once=(
        "robotics", "drone", "erhu", "go_low", "chess", "cooking", "clay_low", "recital", "psychology_low",
        "psychology", "safety_low", "safety",
    ),
)  # fmt: skip


def parameters() -> p.Parameters:
    """28 classes of grades 1-4, 1,232 pupils, 68 staff, two club days a week."""
    return p.Parameters(
        school="枫津实验小学",
        term=autumn_2026(work_end=p.at(17, 0)),
        grades=(  # [F] 7 classes a grade of 44; enrolled .92 .. .84, in all 1,084
            p.GradePlan(1, (44,) * 7, 92, "A"),
            p.GradePlan(2, (44,) * 7, 89, "A"),
            p.GradePlan(3, (44,) * 7, 87, "B"),
            p.GradePlan(4, (44,) * 7, 84, "B"),
        ),
        bands=(
            p.BandPlan(  # [S2] 14:35-17:10; periods [F]
                grades=(1, 2),
                start=p.at(14, 35),
                periods=((p.at(14, 35), p.at(15, 20)), (p.at(15, 25), p.at(16, 10)), (p.at(16, 15), p.at(17, 10))),
                dismissals=(p.at(17, 10),),
                gates=GATES,
                late_until=p.at(18, 0),
                every_day=(0, 1, 2, 3, 5),
                extra=((3, 4),),
            ),
            p.BandPlan(  # [S2] 15:25-17:25; periods and 15 min of packing up [F]
                grades=(3, 4),
                start=p.at(15, 25),
                periods=((p.at(15, 25), p.at(16, 10)), (p.at(16, 15), p.at(17, 10))),
                dismissals=(p.at(17, 25),),
                gates=GATES,
                late_until=p.at(18, 0),
                every_day=(0, 1, 2, 3, 5, 6),
            ),
        ),
        bells=p.BellPlan(  # lessons of 40 min; grades 1-2 end 14:25, grades 3-4 end 15:15 [A, fits S2]
            slots=(
                (p.at(8, 20), p.at(9, 0)), (p.at(9, 10), p.at(9, 50)), (p.at(10, 20), p.at(11, 0)), (p.at(11, 10), p.at(11, 50)),
                (p.at(12, 55), p.at(13, 35)), (p.at(13, 45), p.at(14, 25)), (p.at(14, 35), p.at(15, 15)),
            ),
            morning=4,
            meetings=(  # [A] most meet at noon; teachers of grade 1 meet in service time, on a day without clubs
                p.MeetingPlan("数学", 2, p.at(12, 5), p.at(12, 45)),
                p.MeetingPlan("体育", 1, p.at(12, 5), p.at(12, 45)),
                p.MeetingPlan("英语", 4, p.at(12, 5), p.at(12, 45)),
                p.MeetingPlan("语文", 5, p.at(12, 5), p.at(12, 45), (2, 3, 4)),
                p.MeetingPlan("语文", 3, p.at(15, 25), p.at(16, 10), (1,)),
            ),
        ),
        staff=p.StaffPlan(  # [F] 68 staff, 8 admin, .86 take part; 80 / 20 / 15 % flagged; the rest [A]
            total=68, admin=8, support=2, takes_part=86, math_homerooms=7,
            homeroom_subjects=("道德与法治", "班队与综合", "劳动"), admin_teach=False,
            woman=80, family=20, commute=15, health=3, part_time=2, capped=3, engaged=4, balance=90,
        ),
        rooms=(  # [F] 10 special rooms, 2 halls, 6 field slots; their kinds [A]; 澹台书院 [S2], 60 seats [F]
            p.RoomPlan("music", 1, 50, "C", "music", "音乐教室"),
            p.RoomPlan("art", 2, 45, "C", "art", "美术教室"),
            p.RoomPlan("science", 1, 45, "C", "science", "科学实验室"),
            p.RoomPlan("computer", 1, 45, "C", "computer", "计算机教室"),
            p.RoomPlan("dance", 1, 40, "C", "dance", "舞蹈房"),
            p.RoomPlan("calligraphy", 1, 40, "C", "calligraphy", "书法教室"),
            p.RoomPlan("library", 1, 60, "C", "library", "阅览室"),
            p.RoomPlan("labour", 1, 40, "C", "labour", "劳动教室"),
            p.RoomPlan("activity", 1, 40, "C", "activity", "心理活动室"),
            p.RoomPlan("hall", 2, 60, "F", "hall", "体育馆"),
            p.RoomPlan("field", 6, 50, "F", "field", "操场"),
            p.RoomPlan("late", 1, 60, "C", "late", "澹台书院"),
        ),
        home_capacity=48,
        gates=(  # [F] 2 gates, 2 lanes, 1.2 min a class and lane
            Gate("east", lanes=2, seconds_per_class=72, name="东门"),
            Gate("south", lanes=2, seconds_per_class=72, name="南门"),
        ),
        posts=(  # [F] 2 patrols, 2 zones; post at the gate before dismissal [P15]
            FixedPost("patrol-a", "patrol", "A", p.at(14, 35), p.at(17, 10), EVERY_DAY, name="行政巡察（低段楼）"),
            FixedPost("patrol-b", "patrol", "B", p.at(15, 25), p.at(17, 10), EVERY_DAY, name="行政巡察（中段楼）"),
            FixedPost(
                "kerb", "duty", "F", p.at(16, 50), p.at(17, 30), EVERY_DAY, roles=("support", "admin"), name="校门护学岗"
            ),
        ),
        walks=(  # [A]
            Walk("A", "B", 2), Walk("A", "C", 3), Walk("B", "C", 3), Walk("A", "F", 4), Walk("B", "F", 4),
            Walk("C", "F", 4),
        ),
        menu=MENU,
        demand=p.DemandPlan(  # [F] .71 all five days [P1], .55 want a club, .04 exempt, 30 in extended care; the rest [A]
            five_days=71, club=55, two_clubs=15, zipf=1.0, ranks=(3, 5), exempt=4, late=30,
        ),
        outside=p.OutsidePlan(  # [F] 4 offerings; 5th instructor stands by; the gaps in vetting are meant
            skills=("robotics", "street_dance", "drone", "erhu", "robotics"),
            organisation="校外课程机构", rates=(15000, 18000, 20000, 25000), earliest=p.at(15, 20), latest=p.at(17, 40),
            uninsured=(4,), unreviewed=(2,),
        ),
        money=Money(fee=200, pay=6000),  # [F] 2 yuan [S1], 60 yuan [S3]
        profile="fengjin",
    )  # fmt: skip
