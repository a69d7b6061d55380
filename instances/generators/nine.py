"""A nine-year school with evening study: DOMAIN section 3, column N and "Junior-high evening".

[N] DOMAIN column N, [P..] public pages (instances/sources.py), [S3] evening study of at most two hours that ends by 20:30,
[A] assumption. Everybody and every name is made up.

Evening study is written with what the rules know, as extended care (A08, H08) of the junior high:
- 480 pupils of grades 7-9 [N] come all five days and stay until 20:20; the post ``late`` runs from 17:25 without a break,
  so it holds supper (17:25-18:30 [A]) and both periods of 50 minutes from 18:30 [N];
- its adults are one for 45 pupils (A08), at most two evenings a week each (D10: the only posts that end after 17:55),
  and the home rooms of grades 7-9 have the type ``late`` so that they are the places (H08);
- one patrol of the evening and one adult at the gate at 20:20 are fixed posts [N].
Not represented: sign-ups night by night, a change of adults between the two periods, pay and fee of the evening (both
count only the afternoon's rate and hours), no first lesson on the next morning, and that only teachers of the junior
high take part: any teacher may, and the primary school's 25 pupils of extended care [N] count in the same post.
"""

from __future__ import annotations

from instances.generators import parameters as p
from instances.generators.calendar import autumn_2026
from solver.problem.money import Money
from solver.problem.places import LATE_ROOM, FixedPost, Gate, Walk

EVERY_DAY = (1, 2, 3, 4, 5)
GATES = ("east", "south")
PRIMARY, JUNIOR = (1, 2, 3, 4, 5, 6), (7, 8, 9)
EVENING_PUPILS = 480

MENU = p.MenuPlan(  # [N] 21 + 12 sections on a club day, 12-30 pupils
    keys=(
        "basketball", "football", "football_low", "painting_low", "robotics", "coding", "dance_low", "table_tennis",
        "badminton", "street_dance", "chess", "science_low", "cooking", "clay_low", "ink_painting", "choir",
        "calligraphy_low", "wushu", "drone", "reading_low", "reading", "psychology_low", "psychology", "safety_low",
        "safety", "basketball_junior", "football_junior", "maker_junior", "coding_junior", "badminton_junior",
        "choir_junior", "cooking_junior", "calligraphy_junior", "reading_junior", "debate_junior", "psychology_junior",
        "safety_junior",
    ),
    days=(2, 4),
    low=(1, 2), low_minutes=40, minutes=40, minimum=12, maximum=30,
    double=("basketball", "football", "basketball_junior"),
    once=(
        "robotics", "drone", "chess", "cooking", "clay_low", "psychology_low", "psychology", "safety_low", "safety",
        "wushu", "badminton", "psychology_junior", "safety_junior",
    ),
    junior=JUNIOR,
)  # fmt: skip


def _primary(grades: tuple[int, ...], every_day: tuple[int, ...], extra: tuple[tuple[int, int], ...]) -> p.BandPlan:
    """[N] 15:35-17:35 in three periods; a second wave ten minutes later."""
    return p.BandPlan(
        grades=grades,
        start=p.at(15, 35),
        periods=((p.at(15, 35), p.at(16, 15)), (p.at(16, 15), p.at(16, 55)), (p.at(16, 55), p.at(17, 35))),
        dismissals=(p.at(17, 35), p.at(17, 45)),
        gates=GATES,
        late_until=p.at(18, 10),
        every_day=every_day,
        extra=extra,
    )


def parameters() -> p.Parameters:
    """42 classes of grades 1-9, 1,818 pupils, 115 staff; two windows and an evening."""
    return p.Parameters(
        school="临江九年制学校",
        term=autumn_2026(work_end=p.at(17, 0)),
        grades=(  # [N] 4 classes a grade of 42, .90 enrolled; 6 classes a grade of 45, .75
            *(p.GradePlan(grade, (42,) * 4, 90, "A" if grade <= 3 else "B") for grade in PRIMARY),
            *(p.GradePlan(grade, (45,) * 6, 75, "J", LATE_ROOM) for grade in JUNIOR),
        ),
        bands=(
            _primary((1, 2), (0, 1, 2, 3, 5), ((3, 6),)),
            _primary((3, 4, 5, 6), (0, 1, 2, 3, 5, 6), ()),
            p.BandPlan(  # [N] 17:35 at the latest; periods of its own, so that classes 6 and 7 are never merged [A]
                grades=JUNIOR,
                start=p.at(15, 25),
                periods=((p.at(15, 25), p.at(16, 5)), (p.at(16, 5), p.at(16, 45)), (p.at(16, 45), p.at(17, 25))),
                dismissals=(p.at(17, 25), p.at(17, 35)),
                gates=GATES,
                late_until=p.at(20, 20),
                every_day=(0, 1, 2, 3, 4, 5),
                extra=((1, 6), (2, 6), (3, 6), (4, 6)),
                evening=EVENING_PUPILS,
            ),
        ),
        bells=p.BellPlan(  # [A] one bell for all: lessons of 40 minutes, a fifth in the morning for grades 7-9; end 15:20
            slots=(
                (p.at(8, 0), p.at(8, 40)), (p.at(8, 50), p.at(9, 30)), (p.at(9, 50), p.at(10, 30)), (p.at(10, 40), p.at(11, 20)),
                (p.at(11, 30), p.at(12, 10)), (p.at(13, 50), p.at(14, 30)), (p.at(14, 40), p.at(15, 20)),
            ),
            morning=5,
            meetings=(
                p.MeetingPlan("数学", 2, p.at(12, 20), p.at(13, 0)),
                p.MeetingPlan("语文", 5, p.at(12, 20), p.at(13, 0)),
                p.MeetingPlan("英语", 1, p.at(15, 35), p.at(16, 15)),
            ),
        ),
        staff=p.StaffPlan(  # [N] 55 + 60 staff, 12 admin, .86 take part, 75 / 18 / 15 % flagged; the rest [A]
            total=115, admin=12, support=4, takes_part=86, math_homerooms=7,
            homeroom_subjects=("道德与法治", "班队与综合", "劳动"), admin_teach=False,
            woman=75, family=18, commute=15, health=3, part_time=3, capped=4, engaged=5, balance=90,
        ),
        rooms=(  # [N] 16 special rooms, 3 halls, 7 field slots; their kinds [A]
            p.RoomPlan("music", 2, 50, "C", "music", "音乐教室"),
            p.RoomPlan("art", 2, 45, "C", "art", "美术教室"),
            p.RoomPlan("science", 3, 45, "C", "science", "科学实验室"),
            p.RoomPlan("computer", 2, 45, "C", "computer", "计算机教室"),
            p.RoomPlan("dance", 1, 40, "C", "dance", "舞蹈房"),
            p.RoomPlan("calligraphy", 2, 40, "C", "calligraphy", "书法教室"),
            p.RoomPlan("library", 1, 80, "C", "library", "阅览室"),
            p.RoomPlan("labour", 1, 40, "C", "labour", "劳动教室"),
            p.RoomPlan("activity", 2, 40, "C", "activity", "活动室"),
            p.RoomPlan("hall", 3, 60, "F", "hall", "体育馆"),
            p.RoomPlan("field", 7, 50, "F", "field", "操场"),
            p.RoomPlan("late", 1, 40, "A", "late", "延时托管室"),
        ),
        home_capacity=45,
        gates=(  # [N] 2 gates, 3 lanes in all, 1.2 min a class and lane
            Gate("east", lanes=2, seconds_per_class=72, name="东门"),
            Gate("south", lanes=1, seconds_per_class=72, name="南门"),
        ),
        posts=(  # [N] 3 patrols and 1 of the evening, 1 adult at the gate after evening study
            FixedPost("patrol-a", "patrol", "A", p.at(15, 35), p.at(17, 35), EVERY_DAY, name="行政巡察（低段楼）"),
            FixedPost("patrol-b", "patrol", "B", p.at(15, 35), p.at(17, 35), EVERY_DAY, name="行政巡察（高段楼）"),
            FixedPost("patrol-j", "patrol", "J", p.at(15, 25), p.at(17, 25), EVERY_DAY, name="行政巡察（初中楼）"),
            FixedPost("patrol-evening", "patrol", "J", p.at(18, 30), p.at(20, 20), EVERY_DAY, name="行政巡察（晚自习）"),
            FixedPost(
                "gate-evening", "duty", "F", p.at(20, 15), p.at(20, 30), EVERY_DAY, roles=("support", "admin"),
                name="晚自习校门护送",
            ),
        ),
        walks=(  # [A]
            Walk("A", "B", 2), Walk("B", "J", 3), Walk("A", "C", 3), Walk("B", "C", 3), Walk("J", "C", 3),
            Walk("A", "F", 4), Walk("B", "F", 4), Walk("J", "F", 4), Walk("C", "F", 4),
        ),
        menu=MENU,
        demand=p.DemandPlan(  # [N] .71 all five days [P1], .55 want a club, .07 exempt, 25 in extended care; the rest [A]
            five_days=71, club=55, two_clubs=15, zipf=1.0, ranks=(3, 5), exempt=7, late=25,
            fans=(("robotics", 105),),  # 3.5 x its seats [DOMAIN]
        ),
        outside=p.OutsidePlan(  # [N] 3 + 1 outside sections; one instructor without face review
            skills=("robotics", "street_dance", "drone", "robotics"),
            organisation="校外课程机构", rates=(15000, 18000, 20000), earliest=p.at(15, 15), latest=p.at(18, 0),
            unreviewed=(2,),
        ),
        money=Money(fee=200, pay=6000),  # [N]
        profile="national",
        overrides=(
            p.Override("A08", (("pupils_per_adult", 45),)),  # [N] rooms of 45 at most
        ),
    )  # fmt: skip
