"""Every kind of fault is found where it lies, all at once, and nothing sound is refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from solver.errors import ProblemError, format_path
from solver.problem.bells import Busy, Interval, Lesson
from solver.problem.calendar import MakeUpDay
from solver.problem.people import Skill
from solver.problem.places import Walk
from solver.problem.problem import Problem
from solver.problem.validate import build, faults
from tests.problem.schools import FIRST, LAST, village, with_clubs

Edit = Callable[[Problem], Problem]


def edit(field: str, **changes: Any) -> Edit:
    """Change the first entry of a field, or the field itself when it is one object."""

    def apply(problem: Problem) -> Problem:
        value = getattr(problem, field)
        changed = (replace(value[0], **changes), *value[1:]) if isinstance(value, tuple) else replace(value, **changes)
        return replace(problem, **{field: changed})

    return apply


def lessons(*found: Lesson) -> Edit:
    return lambda problem: replace(problem, lessons=found)


def paths(problem: Problem) -> list[str]:
    return [format_path(fault.path) for fault in faults(problem)]


def given(**changes: Any) -> Edit:
    """Chess is a squad of two pupils of grade 3, with further changes."""
    return edit("offerings", **{"members": ("P30", "P31"), **changes})


SOUND: list[Edit] = [
    lambda p: p,
    given(sessions=5, level=9),
    given(members=(), dream=True),
    edit("offerings", requires=("围棋一级",), level=2, teaching="lesson", academic=True),
    edit("windows", homework=240),
    edit("rooms", checked_to=FIRST),
    edit("pupils", signed=False, priority="双胞胎", passed=("围棋一级", "围棋二级")),
    with_clubs,
    lambda p: village(late=3),
    edit("windows", dismissals=(1060, 1070)),
    edit("windows", start=900),
    edit("windows", periods=(Interval(940, 980), Interval(980, 1060))),
    edit("staff", share=10, balance=-100_000, max_days=0, reasons=("woman", "health")),
    edit("staff", share=100, balance=100_000, unavailable=(Busy(5, 0, 1440),)),
    edit("pupils", exempt=100, late_until=1061),
    edit("pupils", weekdays=()),
    edit("term", holidays=(FIRST, LAST), make_up_days=(MakeUpDay(date(2026, 9, 5), 5), MakeUpDay(FIRST, 1))),
    edit("outside", approved_to=FIRST, insured_from=FIRST, insured_to=FIRST),
    edit("outside", approved_to=date(2000, 1, 1), reviewed=None, pool="none", clean_record=False),
    edit("offerings", minimum=20, maximum=20, sessions=5, grades=(3, 9)),
    edit("rooms", capacity=1),
    edit("gates", lanes=1, seconds_per_class=1, staff=0),
    edit("posts", kind="duty", roles=("support",), headcount=3),
    lessons(Lesson(1, 500, 540, "A1", "T1", "R1"), Lesson(1, 540, 580, "A1", "T1", "R1"), Lesson(2, 500, 540, "A1", "T1")),
    lessons(Lesson(1, 500, 540, "A1", "T1", "library", "体育"), Lesson(1, 500, 540, "A2", "T1", "library", "体育")),
    lessons(Lesson(1, 500, 540, None, "T1", "library", "教研"), Lesson(1, 500, 540, None, "T2", "library", "教研")),
    lessons(Lesson(1, 500, 540, "A1", "T1", "R1", "a", "odd"), Lesson(1, 500, 540, "A1", "T1", "R1", "b", "even")),
    edit("rooms", holds=50),
    lessons(Lesson(3, 900, 1000, "A1", "T1", "R1")),  # cuts into the service: rule A11, no fault
]


@pytest.mark.parametrize("change", SOUND)
def test_sound_problems_are_built(change: Edit) -> None:
    problem = change(village())
    assert faults(problem) == []
    assert build(problem) is problem


WRONG: list[tuple[Edit, list[str]]] = [
    (edit("term", last=date(2026, 8, 31)), ["term.last"]),
    (edit("term", first=date(2006, 9, 1)), ["term.last"]),
    (edit("term", last=date.max), ["term.last"]),
    (edit("term", work_end=1441), ["term.work_end"]),
    (edit("term", holidays=(date(2026, 8, 31),)), ["term.holidays[0]"]),
    (edit("term", holidays=(FIRST, FIRST)), ["term.holidays[1]"]),
    (edit("term", make_up_days=(MakeUpDay(date(2027, 1, 16), 6),)),
     ["term.make_up_days[0].day", "term.make_up_days[0].weekday"]),
    (edit("term", make_up_days=(MakeUpDay(date(2026, 9, 2), 3),)), ["term.make_up_days[0].day"]),
    (edit("term", last=FIRST, holidays=(FIRST,)), ["term"]),
    (edit("windows", grade=2), ["windows[1].grade", "classes[0].grade"]),
    (given(members=("P30", "P30", "nobody", "P10")),
     ["offerings[0].members[1]", "offerings[0].members[2]", "offerings[0].members[3]"]),
    (given(dream=True, requires=("a", "a"), level=10),
     ["offerings[0].level", "offerings[0].requires[1]", "offerings[0].members", "offerings[0].requires"]),
    (lambda p: given(members=("P39",))(replace(p, pupils=tuple(replace(x, weekdays=()) if x.id == "P39" else x for x in p.pupils))),
     ["offerings[0].members[0]"]),
    (lambda p: given()(replace(p, pupils=(*p.pupils[:-1], replace(p.pupils[-1], choices=("chess",), clubs=1)))),
     ["pupils[59].choices[0]"]),
    (edit("staff", classes=("A1", "A9", "A1")), ["staff[0].classes[1]", "staff[0].classes[2]"]),
    (edit("pupils", passed=("a", "a")), ["pupils[0].passed[1]"]),
    (edit("offerings", teaching="exam"), ["offerings[0].teaching"]),
    (edit("rooms", visits=-1), ["rooms[0].visits"]),
    (edit("rooms", travel=121, escorts=-1), ["rooms[0].travel", "rooms[0].escorts", "rooms[0].travel"]),
    (edit("windows", homework=241), ["windows[0].homework"]),
    (edit("windows", grade=13), ["windows[0].grade", "classes[0].grade"]),
    (edit("windows", periods=()), ["windows[0].periods"]),
    (edit("windows", start=941), ["windows[0].periods[0].start"]),
    (edit("windows", periods=(Interval(980, 1020), Interval(940, 990))), ["windows[0].periods[1].start"]),
    (edit("windows", periods=(Interval(980, 980),)), ["windows[0].periods[0].end"]),
    (edit("windows", periods=(Interval(-1, 980),)), ["windows[0].periods[0].start"]),
    (edit("windows", dismissals=()), ["windows[0].dismissals"]),
    (edit("windows", dismissals=(1059,)), ["windows[0].dismissals[0]"]),
    (edit("windows", dismissals=(1070, 1060)), ["windows[0].dismissals[1]"]),
    (edit("windows", dismissals=(1060, 1060)), ["windows[0].dismissals[1]"]),
    (edit("windows", dismissals=(1060, 1441)), ["windows[0].dismissals[1]"]),
    (edit("windows", gates=()), ["windows[0].gates"]),
    (edit("windows", gates=("mian", "main", "main")), ["windows[0].gates[0]", "windows[0].gates[2]"]),
    (edit("classes", id="A2"), ["classes[1].id", *(f"pupils[{i}].class_id" for i in range(10))]),
    (edit("classes", room="R9"), ["classes[0].room"]),
    (edit("pupils", id="P11"), ["pupils[1].id"]),
    (edit("pupils", class_id="A7"), ["pupils[0].class_id"]),
    (edit("pupils", weekdays=(0, 6, 1, 1)), ["pupils[0].weekdays[0]", "pupils[0].weekdays[1]", "pupils[0].weekdays[3]"]),
    (edit("pupils", choices=("ches",), clubs=2), ["pupils[0].choices[0]", "pupils[0].clubs"]),
    (edit("pupils", choices=("chess",)), ["pupils[0].choices[0]"]),
    (edit("pupils", class_id="A3", choices=("chess", "chess"), clubs=-1), ["pupils[0].choices[1]", "pupils[0].clubs"]),
    (edit("pupils", late_until=1060), ["pupils[0].late_until"]),
    (edit("pupils", late_until=1500, exempt=101), ["pupils[0].exempt", "pupils[0].late_until"]),
    (edit("staff", id="O1"), ["outside[0].id"]),
    (edit("staff", id=" "), ["staff[0].id"]),
    (edit("staff", role="teacher", homeroom="A9"), ["staff[0].role", "staff[0].homeroom"]),
    (edit("staff", skills=(Skill("a", 0), Skill("b", 4), Skill("a", 1))),
     ["staff[0].skills[0].level", "staff[0].skills[1].level", "staff[0].skills[2]"]),
    (edit("staff", unavailable=(Busy(6, 600, 600),)),
     ["staff[0].unavailable[0].weekday", "staff[0].unavailable[0].end"]),
    (edit("staff", reasons=("ill",), share=9, balance=100_001, max_days=-1),
     ["staff[0].reasons[0]", "staff[0].share", "staff[0].balance", "staff[0].max_days"]),
    (edit("staff", unavailable=(Busy(1, 600, 700, "单周"),)), ["staff[0].unavailable[0].weeks"]),
    (lessons(Lesson(1, 500, 540, "A1", weeks="both")), ["lessons[0].weeks"]),
    (lessons(Lesson(1, 500, 540, "A1", weeks="odd"), Lesson(1, 500, 540, "A1", weeks="even"), Lesson(1, 500, 540, "A1")),
     ["lessons[2].class_id"]),
    (edit("rooms", holds=0), ["rooms[0].holds"]),
    (edit("outside", pool="town", rate=-1, earliest=900, latest=900, max_sections=-1),
     ["outside[0].rate", "outside[0].pool", "outside[0].max_sections", "outside[0].latest"]),
    (edit("outside", insured_to=date(2026, 7, 31)), ["outside[0].insured_to"]),
    (edit("outside", kind="guest"), ["outside[0].kind"]),
    (edit("staff", role="parent", homeroom="A1"), ["staff[0].homeroom"]),
    (edit("rooms", capacity=0), ["rooms[0].capacity"]),
    (edit("walks", zone_a="anex", minutes=-1), ["walks[0].zone_a", "walks[0].minutes"]),
    (edit("walks", zone_a="annex"), ["walks[0].zone_b"]),
    (lambda p: replace(p, walks=(*p.walks, Walk("annex", "main", 5))), ["walks[1]"]),
    (edit("gates", lanes=0, seconds_per_class=0, staff=-1),
     ["gates[0].lanes", "gates[0].seconds_per_class", "gates[0].staff"]),
    (edit("posts", kind="guard", end=940, headcount=0, roles=("boss",)),
     ["posts[0].kind", "posts[0].end", "posts[0].headcount", "posts[0].roles[0]"]),
    (edit("posts", roles=()), ["posts[0].roles"]),
    (edit("offerings", strand="art", grades=(), minimum=0), ["offerings[0].strand", "offerings[0].grades", "offerings[0].minimum"]),
    (edit("offerings", minimum=21, weekdays=(2,), sessions=2), ["offerings[0].maximum", "offerings[0].sessions"]),
    (edit("offerings", max_sections=0, skill_level=4, assistants=-1, minutes=0, weekdays=()),
     ["offerings[0].minutes", "offerings[0].skill_level", "offerings[0].max_sections", "offerings[0].assistants",
      "offerings[0].weekdays"]),
    (edit("money", fee=-1, pay=-1), ["money.fee", "money.pay"]),
    (lessons(Lesson(6, 540, 500, "B1", "X", "Y")),
     ["lessons[0].weekday", "lessons[0].end", "lessons[0].class_id", "lessons[0].staff_id", "lessons[0].room_id"]),
    (lessons(Lesson(1, 500, 540)), ["lessons[0]"]),
    (lessons(Lesson(1, 500, 540, "A1"), Lesson(1, 539, 580, "A1")), ["lessons[1].class_id"]),
    (lessons(Lesson(1, 539, 580, "A1", "T1"), Lesson(1, 500, 540, "A2", "T1")), ["lessons[0].staff_id"]),
    (lessons(Lesson(1, 500, 540, "A1", None, "R1"), Lesson(1, 520, 530, "A2", None, "R1")), ["lessons[1].room_id"]),
    (lessons(Lesson(1, 500, 600, "A1"), Lesson(1, 510, 520, "A1"), Lesson(1, 590, 610, "A1")),
     ["lessons[1].class_id", "lessons[2].class_id"]),
]  # fmt: skip


@pytest.mark.parametrize(("change", "expected"), WRONG)
def test_faults_lie_where_they_are(change: Edit, expected: list[str]) -> None:
    problem = change(village())
    assert paths(problem) == expected
    for fault in faults(problem):
        assert fault.zh.endswith("。")
        assert fault.en.endswith(".")


def test_everything_is_said_at_once_with_hints() -> None:
    problem = edit("classes", room="R01")(edit("pupils", class_id="A11")(edit("gates", lanes=0)(village())))
    with pytest.raises(ProblemError, match=r"(?s)classes\[0\]\.room.*Maybe you meant.*pupils\[0\]\.class_id.*gates\[0\]\.lanes"):
        build(problem)
    assert "可能是" in faults(problem)[0].hint_zh
