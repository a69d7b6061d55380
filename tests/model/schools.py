"""One small school for the model's own tests: two grades in two bands, a club, two weekdays."""

from __future__ import annotations

from datetime import date, timedelta

from solver.model.instance import Instance
from solver.policy.load import load_policy
from solver.problem import (
    Busy,
    FixedPost,
    Gate,
    HomeClass,
    Interval,
    Lesson,
    Money,
    Offering,
    Outside,
    Problem,
    Pupil,
    Room,
    Skill,
    Staff,
    Term,
    Walk,
    Window,
)
from solver.search.soft_policy import softened

MONDAY = date(2026, 9, 7)
OVERRIDES = {"A01": {"numbers": {"days": 2}}, "D02": {"numbers": {"weeks": 2}}, "D14": {"numbers": {"escort_minutes": 10}}}


def problem() -> Problem:
    periods = (Interval(900, 940), Interval(945, 985), Interval(990, 1030))
    later = (Interval(930, 970), Interval(975, 1015))
    return Problem(
        school="small",
        term=Term("t", MONDAY, MONDAY + timedelta(days=1), 1020),
        windows=(
            Window(1, 900, periods, (1030, 1040), ("north",)),
            Window(3, 930, later, (1050,), ("north", "south")),
        ),
        classes=(HomeClass("1A", 1, "r1"), HomeClass("1B", 1, "r2"), HomeClass("3A", 3, "r3")),
        pupils=(
            Pupil("p1", "1A", (1, 2), ("art",), 1),
            Pupil("p2", "1A", (1,), ("art",), 1, late_until=1080),
            Pupil("p3", "3A", (1, 2), ("art",), 1, exempt=50),
            Pupil("p4", "3A"),
        ),
        staff=(
            Staff("head", "admin"),
            Staff("t1", "homeroom", skills=(Skill("art", 2),)),
            Staff("t2", "subject", unavailable=(Busy(1, 900, 945),)),
            Staff("t3", "subject"),
            Staff("porter", "support"),
            Staff("resting", "subject", skills=(Skill("art", 3),), takes_part=False),
        ),
        rooms=(
            Room("r1", "classroom", 40, "A"), Room("r2", "classroom", 40, "A"), Room("r3", "classroom", 40, "B"),
            Room("studio", "studio", 20, "C"), Room("den", "late", 20, "A"),
        ),
        gates=(Gate("north", 1, 60), Gate("south", 1, 60)),
        money=Money(200, 6000),
        outside=(Outside("guest", "org", 9000, (1,), skills=(Skill("art", 3),), pool="city", clean_record=True, contract=True,
                         earliest=945, latest=1000),),
        offerings=(Offering("art", "art", "arts", (1, 3), 1, 10, 40, "studio", "art", max_sections=2, weekdays=(1, 2)),),
        posts=(FixedPost("round", "patrol", "A", 900, 960, (1, 2)),),
        lessons=(Lesson(1, 855, 895, "1A", "t1", "r1"), Lesson(2, 940, 980, None, "t3", None, "meeting")),
        walks=(Walk("A", "B", 7),),
    )  # fmt: skip


def instance() -> Instance:
    """The instance that a search begins with: posts may stay empty."""
    return Instance(problem(), softened(load_policy("national", OVERRIDES)))
