"""A tiny school with a valid plan, small enough to count by hand, and edits of it.

One band (grades 1 and 2, 15:30–17:30 in three periods of 40 minutes, slots 17:30 and 17:40), classes 1A and 2A, pupils P1..P3
in 1A and P4..P6 in 2A (P3 is no applicant, P6 attends Mondays and stays late), staff T1 T2 (homeroom), T3 (subject), T4 (admin),
T5 (support), outside instructor O1. Ball (Tue 16:10, field, O1 leads, T3 assists) seats P1 and P4, chess (Thu 16:10, lab, T3 leads)
seats P1, P2 and P5. Both weeks are alike:

    T1  care of 1A, periods 0..2 every day (in periods 1 and 2 with 2A)       130 minutes a day
    T2  care of 2A, period 0 every day; late care on Monday 17:30–18:30        40 a day, 60 on Monday
    T3  assists ball, leads chess                                             40 on Tue and Thu
    T4  patrol 15:30–17:30 every day; late care on Monday                     120 a day, 60 on Monday
    T5  gate 17:30–17:40 every day                                            10 a day
    O1  leads ball                                                            40 on Tue
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache

from solver.check.report import Measurement, Report, check
from solver.plan.plan import (
    Assignment,
    CareGroup,
    Dismissal,
    Fee,
    Flex,
    LateCare,
    Plan,
    Post,
    Seat,
    Section,
    Session,
    Tutoring,
)
from solver.policy.load import load_policy
from solver.policy.policy import Policy
from solver.policy.rule import Number
from solver.problem.bells import Interval, Lesson, Window
from solver.problem.calendar import Term
from solver.problem.money import Money
from solver.problem.offerings import Offering
from solver.problem.people import Outside, Skill, Staff
from solver.problem.places import FixedPost, Gate, Room
from solver.problem.problem import Problem
from solver.problem.pupils import HomeClass, Pupil

WEEK = (1, 2, 3, 4, 5)
PERIODS = (Interval(930, 970), Interval(970, 1010), Interval(1010, 1050))
FIRST, LAST = date(2025, 9, 1), date(2026, 1, 16)

Levels = Mapping[str, str]
Numbers = Mapping[str, int]


@cache
def national() -> Policy:
    return load_policy("national")


def number(value: int) -> Number:
    return Number(value, "", -10_000, 10_000)


def policy(numbers: Mapping[str, Numbers] | None = None, levels: Levels | None = None, weights: Numbers | None = None) -> Policy:
    """The national profile with five duty days and five late ends a week, changed as told, without any bounds.

    numbers: rule -> number -> value. levels: rule -> level. weights: rule -> weight.
    """
    base = national()
    rules = dict(base.rules)
    changed: dict[str, dict[str, int]] = {"D10": {"days_per_week": 5, "late_per_week": 5}}
    for rule, values in (numbers or {}).items():
        changed[rule] = {**changed.get(rule, {}), **values}
    for rule, found in changed.items():
        merged = {**rules[rule].numbers, **{name: number(value) for name, value in found.items()}}
        rules[rule] = replace(rules[rule], numbers=merged)
    for rule, level in (levels or {}).items():
        rules[rule] = replace(rules[rule], level=level)
    for rule, weight in (weights or {}).items():
        rules[rule] = replace(rules[rule], weight=weight)
    return replace(base, rules=rules)


def problem() -> Problem:
    """The tiny school."""
    return Problem(
        school="tiny",
        term=Term("2025", FIRST, LAST, work_end=1050),
        windows=tuple(Window(grade, 930, PERIODS, (1050, 1060), ("G1",)) for grade in (1, 2)),
        classes=(HomeClass("1A", 1, "R1"), HomeClass("2A", 2, "R2")),
        pupils=(
            Pupil("P1", "1A", WEEK, ("ball", "chess"), 2),
            Pupil("P2", "1A", WEEK, ("chess",), 1, exempt=50),
            Pupil("P3", "1A"),
            Pupil("P4", "2A", WEEK, ("ball", "chess"), 1),
            Pupil("P5", "2A", WEEK, ("ball", "chess"), 1),
            Pupil("P6", "2A", (1,), late_until=1110),
        ),
        staff=(
            Staff("T1", "homeroom", "李老师", homeroom="1A"),
            Staff("T2", "homeroom", "王老师", homeroom="2A"),
            Staff("T3", "subject", "张老师", skills=(Skill("chess", 1),)),
            Staff("T4", "admin", "赵主任"),
            Staff("T5", "support", "孙师傅"),
        ),
        rooms=(
            Room("R1", "classroom", 45, "A"),
            Room("R2", "classroom", 45, "A"),
            Room("field", "field", 60, "F", "操场"),
            Room("lab", "lab", 20, "B"),
            Room("late", "late", 10, "A"),
        ),
        gates=(Gate("G1", lanes=1, seconds_per_class=60, staff=1, name="北门"),),
        money=Money(fee=200, pay=6000),
        outside=(
            Outside(
                "O1", "club", 10_000, WEEK, "周教练", (Skill("ball", 2),), "city",
                approved_from=FIRST, approved_to=LAST, reviewed=date(2025, 9, 1),
                insured_from=date(2025, 8, 1), insured_to=LAST, filed=date(2025, 8, 20),
                clean_record=True, contract=True, max_sections=1,
            ),
        ),
        offerings=(
            Offering("ball", "足球", "sports", (1, 2), 2, 2, 40, "field", "ball", assistants=1),
            Offering("chess", "象棋", "heritage", (1, 2), 2, 3, 40, "lab", "chess"),
        ),
        posts=(FixedPost("patrol", "patrol", "A", 930, 1050, WEEK, name="巡察"),),
        lessons=(
            Lesson(1, 870, 920, "1A", "T1", "R1"),
            Lesson(1, 870, 930, "2A", "T2", "R2"),
            Lesson(2, 480, 520, "1A", "T3", "R1"),
        ),
    )  # fmt: skip


def plan() -> Plan:
    """A plan of the tiny school without any violation."""
    sections = (
        Section("ball", 1, (Session(2, 970, "field"),)),
        Section("chess", 1, (Session(4, 970, "lab"),)),
    )
    groups = []
    for day in WEEK:
        groups += [CareGroup(day, 0, "1A", ("1A",)), CareGroup(day, 0, "2A", ("2A",))]
        groups += [CareGroup(day, period, "1A", ("1A", "2A")) for period in (1, 2)]
    return Plan(
        dismissals=(Dismissal(1, 1050, "G1"), Dismissal(2, 1050, "G1")),
        tutoring=tuple(Tutoring(grade, day, 0, "reading") for grade in (1, 2) for day in WEEK),
        sections=sections,
        care_groups=tuple(groups),
        late_care=(LateCare(1, ("late",)),),
        seats=tuple(
            Seat(pupil, offering, 1)
            for pupil, offering in (
                ("P1", "ball"), ("P4", "ball"), ("P1", "chess"), ("P2", "chess"), ("P5", "chess"),
            )
        ),
        assignments=tuple(_assignments()),
        flex=(Flex("T1", 1, 3, "late_start"), Flex("T3", 1, 1, "early_leave")),
        fees=tuple(Fee(pupil, fen) for pupil, fen in (
            ("P1", 3000), ("P2", 1500), ("P4", 3000), ("P5", 3000), ("P6", 600))),
    )  # fmt: skip


def care(day: int, host: str, period: int) -> Post:
    return Post("care", day, host, period)


LEAD_BALL, LEAD_CHESS = Post("lead", 0, "ball", 1), Post("lead", 0, "chess", 1)
ASSIST_BALL = Post("assist", 0, "ball", 1)
LATE = Post("late", 1, "", 0)


def gate(day: int, minute: int = 1050) -> Post:
    return Post("gate", day, "G1", minute)


def patrol(day: int, post: str = "patrol") -> Post:
    return Post("fixed", day, post, 0)


def _assignments() -> list[Assignment]:
    found = [Assignment(LEAD_BALL, 0, "O1"), Assignment(ASSIST_BALL, 0, "T3"), Assignment(LEAD_CHESS, 0, "T3")]
    for week in (1, 2):
        for day in WEEK:
            found += [Assignment(care(day, "1A", period), week, "T1") for period in (0, 1, 2)]
            found += [Assignment(care(day, "2A", 0), week, "T2"), Assignment(patrol(day), week, "T4")]
            found.append(Assignment(gate(day), week, "T5"))
        found += [Assignment(LATE, week, "T2"), Assignment(LATE, week, "T4")]
    return found


def reassigned(base: Plan, post: Post, person: str | None, week: int | None = None) -> Plan:
    """The plan with another person (None: nobody) on a post, in one week or in all; a new post is filled in week 1 and 2."""
    weeks = (0,) if post.kind in {"lead", "assist"} else (1, 2) if week is None else (week,)
    kept = tuple(item for item in base.assignments if item.post != post or item.week not in weeks)
    added = tuple(Assignment(post, each, person) for each in weeks) if person else ()
    return replace(base, assignments=kept + added)


def staffed(base: Problem, person: Staff) -> Problem:
    """The problem with one of the staff changed."""
    return replace(base, staff=tuple(person if item.id == person.id else item for item in base.staff))


def windowed(base: Problem, window: Window) -> Problem:
    """The problem with this window for all its grades, which stay one band."""
    return replace(base, windows=tuple(replace(window, grade=item.grade) for item in base.windows))


def offered(base: Problem, offering: Offering) -> Problem:
    """The problem with one of its offerings changed."""
    return replace(base, offerings=tuple(offering if item.id == offering.id else item for item in base.offerings))


def roomed(base: Problem, room: Room) -> Problem:
    """The problem with one of its rooms changed."""
    return replace(base, rooms=tuple(room if item.id == room.id else item for item in base.rooms))


def enrolled(base: Problem, pupil: Pupil) -> Problem:
    """The problem with one of its pupils changed."""
    return replace(base, pupils=tuple(pupil if item.id == pupil.id else item for item in base.pupils))


def verdict(on: Problem | None = None, by: Policy | None = None, of: Plan | None = None) -> Report:
    """Check the tiny school, its policy and its plan, each unless told otherwise."""
    return check(on or problem(), by or policy(), of or plan())


def broken(
    rule: str, on: Problem | None = None, by: Policy | None = None, of: Plan | None = None
) -> list[tuple[tuple[str, ...], int | None, str, str]]:
    """Subjects, weekday, measured and limit of every violation of a rule; asserts that each has its two sentences."""
    found: list[Measurement] = [item for item in verdict(on, by, of).violations if item.rule == rule]
    assert all(item.zh and item.en for item in found)
    return [(item.subjects, item.weekday, item.measured, item.limit) for item in found]


def tier(name: str, on: Problem | None = None, by: Policy | None = None, of: Plan | None = None) -> tuple[int, int]:
    """Value and scale of a tier."""
    score = next(item for item in verdict(on, by, of).tiers if item.name == name)
    return score.value, score.scale
