"""A school of four classes and six teachers, the gate aside, and a plan of it in which T1 has nothing to do."""

from __future__ import annotations

from dataclasses import replace

from solver.plan import Assignment, CareGroup, Dismissal, Plan, Post
from solver.problem import Gate, HomeClass, Problem, Pupil, Room, Staff
from tests.check import builders
from tests.check.builders import WEEK

HOMES = ("1A", "1B", "1C", "1D")


def six_teachers() -> Problem:
    """Four classes of one grade, looked after by six teachers; a caretaker is at the gate. 20 days of care a week."""
    base = builders.problem()
    homes = tuple(HomeClass(name, 1, f"R{name}") for name in HOMES)
    return replace(
        base, windows=base.windows[:1], classes=homes, outside=(), offerings=(), posts=(), lessons=(),
        pupils=tuple(Pupil(f"P{home}", home, WEEK) for home in HOMES),
        staff=(*(Staff(f"T{n}", "subject") for n in range(1, 7)), Staff("S1", "support")),
        rooms=tuple(Room(f"R{home}", "classroom", 45, "A") for home in HOMES),
        gates=(Gate("G1", lanes=1, seconds_per_class=60, staff=1),),
    )  # fmt: skip


def uneven_plan() -> Plan:
    """Everybody in place, but T1 has nothing to do."""
    posts = [Post("care", day, home, period) for day in WEEK for home in HOMES for period in range(3)]
    return Plan(
        dismissals=(Dismissal(1, 1050, "G1"),),
        care_groups=tuple(CareGroup(p.weekday, p.detail, p.subject, (p.subject,)) for p in posts),
        assignments=(
            *(Assignment(post, week, f"T{2 + HOMES.index(post.subject)}") for post in posts for week in (1, 2)),
            *(Assignment(builders.gate(day), week, "S1") for day in WEEK for week in (1, 2)),
        ),
    )  # fmt: skip


def changed(**fields: object) -> Problem:
    """The school of six teachers with T1 changed."""
    return builders.staffed(six_teachers(), replace(Staff("T1", "subject"), **fields))  # type: ignore[arg-type]
