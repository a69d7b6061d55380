"""A village school small enough to count on fingers, to be changed by tests.

Six classes A1..A6 (one a grade, 10 pupils each, all day, no clubs unless asked), one band 15:40-17:40 of three periods of 40
minutes, one slot 17:40, gate "main" (1 lane, 60 s a class, 1 adult), patrol 15:40-16:20 by admin, nine homeroom or admin
adults T1..T9 without afternoon lessons, late room with 20 seats, one club "chess" in the library, led by T1.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from solver.problem.bells import Interval, Window
from solver.problem.calendar import Term
from solver.problem.money import Money
from solver.problem.offerings import Offering
from solver.problem.people import Outside, Skill, Staff
from solver.problem.places import FixedPost, Gate, Room, Walk
from solver.problem.problem import Problem
from solver.problem.pupils import HomeClass, Pupil

WEEK = (1, 2, 3, 4, 5)
GRADES = (1, 2, 3, 4, 5, 6)
PERIODS = (Interval(940, 980), Interval(980, 1020), Interval(1020, 1060))
FIRST, LAST = date(2026, 9, 1), date(2027, 1, 15)


def village(late: int = 0, size: int = 10) -> Problem:
    """The school, with ``late`` pupils of class A1 in extended care until 18:10 every day."""
    pupils = []
    for g in GRADES:
        for n in range(size):
            stays = g == 1 and n < late
            pupils.append(Pupil(f"P{g}{n}", f"A{g}", WEEK, late_until=1090 if stays else None))
    return Problem(
        school="village",
        term=Term("2026", FIRST, LAST, work_end=1020, holidays=(date(2026, 10, 1),)),
        windows=tuple(Window(g, 940, PERIODS, (1060,), ("main",)) for g in GRADES),
        classes=tuple(HomeClass(f"A{g}", g, f"R{g}") for g in GRADES),
        pupils=tuple(pupils),
        staff=tuple(
            Staff(f"T{n}", "admin" if n > 7 else "homeroom", skills=(Skill("chess", 2),) if n == 1 else ())
            for n in range(1, 10)
        ),
        rooms=(
            *(Room(f"R{g}", "classroom", 45, "main") for g in GRADES),
            Room("library", "library", 30, "main"),
            Room("after", "late", 20, "annex"),
        ),
        gates=(Gate("main", 1, 60),),
        money=Money(200, 6000),
        outside=(outside(),),
        offerings=(Offering("chess", "象棋", "heritage", (3, 4, 5, 6), 2, 20, 40, "library", "chess"),),
        posts=(FixedPost("patrol", "patrol", "main", 940, 980, WEEK),),
        walks=(Walk("main", "annex", 4),),
    )


def outside() -> Outside:
    """An instructor whose papers are all in order."""
    return Outside(
        "O1", "club", 10_000, (2, 4), skills=(Skill("chess", 3),), pool="city", approved_from=FIRST, approved_to=LAST,
        reviewed=date(2026, 8, 31), insured_from=date(2026, 8, 1), insured_to=LAST, filed=date(2026, 8, 20),
        clean_record=True, contract=True,
    )  # fmt: skip


def with_clubs(problem: Problem, clubs: int = 1) -> Problem:
    """All pupils of grades 3-6 want chess."""
    return replace(problem, pupils=tuple(
        replace(pupil, choices=("chess",), clubs=clubs) if int(pupil.class_id[1:]) >= 3 else pupil
        for pupil in problem.pupils
    ))  # fmt: skip
