"""Sections by grade: nothing is listed to a grade that cannot take it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from api.files.content.sections import Sections, menu_page
from api.files.papers.menu import menu_documents
from api.files.papers.paper import paper_bytes
from api.files.papers.paper_context import PaperContext
from api.files.papers.public import public_paper
from api.files.papers.registry import drawn_paper
from api.files.plan.bundle import PlanBundle
from solver.check.plan_index import PlanIndex
from solver.check.report import check
from solver.papers.attendance import grades_of, may_attend, open_to
from solver.plan.plan import Dismissal, Plan, Seat, Tutoring
from solver.policy.policy import Policy
from solver.problem.bells import Interval, Window
from solver.problem.offerings import Offering
from solver.problem.problem import Problem
from solver.problem.pupils import Pupil
from tests.check import builders
from tests.papers import stored

CHESS, BALL = ("chess", 1), ("ball", 1)


def seen(on: Problem | None = None, of: Plan | None = None, by: Policy | None = None) -> PlanIndex:
    return PlanIndex(on or builders.problem(), by or builders.policy(), of or builders.plan())


def may(view: PlanIndex, key: tuple[str, int], grade: int) -> bool:
    return may_attend(view, view.opened[key], grade)


def tutored(grade: int, weekday: int, period: int) -> Plan:
    plan = builders.plan()
    return replace(plan, tutoring=tuple(
        Tutoring(grade, weekday, period, item.kind) if (item.grade, item.weekday) == (grade, weekday) else item
        for item in plan.tutoring
    ))  # fmt: skip


def test_a_session_in_the_tutoring_of_a_grade_closes_the_section_to_it() -> None:
    view = seen(of=tutored(1, 4, 1))
    assert not may(view, CHESS, 1)
    assert may(view, CHESS, 2)
    assert grades_of(view, view.opened[CHESS]) == (2,)
    off = builders.policy({}, {"B01": "off"})
    assert may(seen(of=tutored(1, 4, 1), by=off), CHESS, 1), "nobody asks for tutoring"


def test_each_grade_has_its_own_bells() -> None:
    early = Window(1, 900, (Interval(900, 940), Interval(940, 980)), (1050,), ("G1",))
    problem = replace(builders.problem(), windows=(early, builders.problem().windows[1]))
    view = seen(problem)
    assert not may(view, CHESS, 1), "16:10–16:50 ends after its last bell, 16:20"
    assert may(view, CHESS, 2)


def test_a_full_section_of_others_is_not_open() -> None:
    plan = builders.plan()
    alone = replace(plan, seats=tuple(seat for seat in plan.seats if seat != Seat("P1", "ball", 1)))
    alone = replace(alone, seats=(*alone.seats, Seat("P5", "ball", 1)))
    view = seen(of=alone)
    assert may(view, BALL, 1)
    assert not open_to(view, view.opened[BALL], 1), "both places are of grade 2"
    assert open_to(view, view.opened[BALL], 2)
    assert open_to(view, view.opened[CHESS], 1)


def test_squads_courses_passed_and_grades_served() -> None:
    chess = builders.problem().offerings[1]
    squad = builders.offered(builders.problem(), replace(chess, members=("P1", "P2")))
    assert (may(seen(squad), CHESS, 1), may(seen(squad), CHESS, 2)) == (True, False)
    building = builders.offered(builders.problem(), replace(chess, requires=("chess 1",)))
    passed = builders.enrolled(building, Pupil("P4", "2A", builders.WEEK, ("ball", "chess"), 1, passed=("chess 1",)))
    assert (may(seen(passed), CHESS, 1), may(seen(passed), CHESS, 2)) == (False, True)
    served = builders.policy({"C05": {"first_grade": 2, "last_grade": 4}}, {"C05": "hard"})
    assert (may(seen(by=served), CHESS, 1), may(seen(by=served), CHESS, 2)) == (False, True)


@pytest.mark.parametrize("school", stored.SCHOOLS)
def test_each_course_of_the_public_timetable_can_be_taken(school: str) -> None:
    """For each grade and period: a pupil of the grade sits there, or could, and never in the grade's tutoring."""
    desk = stored.desk(school)
    problem, plan = desk.problem, desk.plan
    seats: dict[tuple[str, int], list[int]] = {}
    for seat in plan.seats:
        seats.setdefault((seat.offering, seat.number), []).append(problem.grade_of_pupil[seat.pupil])
    opened = {section.id: section for section in plan.sections}
    listed = set()
    for cell in public_paper(desk).data["week"]:
        assert not (cell["tutoring"] and cell["sections"]), cell
        for name in cell["sections"]:
            section, grade = opened[name], cell["grade"]
            offering: Offering = problem.offering_of[section.offering]
            taken = seats.get((section.offering, section.number), [])
            assert grade in offering.grades
            assert grade in taken or len(taken) < offering.maximum
            listed.add((name, grade))
    for name, section in opened.items():
        for grade in seats.get((section.offering, section.number), []):
            assert (name, grade) in listed, "a pupil of the grade sits there"


@pytest.mark.parametrize("school", stored.SCHOOLS)
def test_menus_name_the_grades_of_the_timetable(school: str) -> None:
    desk = stored.desk(school)
    printed = menu_page(desk.bundle, Sections(desk.bundle, desk.names)).blocks[0].rows
    for item, row, (key, opened) in zip(menu_documents(desk), printed, desk.view.opened.items(), strict=True):
        grades = grades_of(desk.view, opened)
        assert set(opened.pupils) <= set(grades), key
        assert row[4].text == "、".join(map(str, grades)) + "年级"
        assert item["section"] == opened.section.id
        assert item["audience"] != "—"


def test_hours_are_told_by_when_each_grade_leaves() -> None:
    plan = replace(builders.plan(), dismissals=(Dismissal(1, 1050, "G1"), Dismissal(2, 1060, "G1")))
    problem, by = builders.problem(), builders.policy()
    desk = PaperContext(PlanBundle(problem, by, plan, check(problem, by, plan)))
    text = json.dumps(json.loads(paper_bytes("notice", drawn_paper("notice", desk), desk, ".json")), ensure_ascii=False)
    assert "一年级：周一至周五（学习日，寒暑假和法定节假日除外）15:30–17:30。" in text
    assert "二年级：周一至周五（学习日，寒暑假和法定节假日除外）15:30–17:40。" in text
    assert "一年级 15:30–17:30\\n二年级 15:30–17:40" in text
