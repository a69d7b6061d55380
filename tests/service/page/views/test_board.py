"""Class grid of a plan, and the data that its modules get."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.files.language import Language
from api.mapping.request import request_from_doc
from api.page.views.board import BoardView, SessionChip, board_view, period_of
from api.page.views.board_data import board_data
from api.services.loading import choose_policy
from solver import Plan, Policy, Problem, check_plan
from solver.check.plan_index import PlanIndex
from solver.problem.bells import Interval


@pytest.fixture
def school(tiny: bytes) -> tuple[Problem, Policy]:
    request = request_from_doc(json.loads(tiny))
    return request.problem, choose_policy(request)


def drawn(school: tuple[Problem, Policy], plan: Plan, seats: bool = True, **more: Any) -> BoardView:
    return board_view(*school, plan, seats=seats, **more)


def chips(view: BoardView) -> list[SessionChip]:
    return [chip for rows in view.grades for cell in rows.cells for chip in cell.chips]


def test_every_class_has_a_cell_for_each_period_of_each_weekday(school: tuple[Problem, Policy], solved: Plan) -> None:
    view, problem = drawn(school, solved), school[0]
    assert [row.id for rows in view.grades for row in rows.classes] == [home.id for home in problem.classes]
    many = len(problem.weekdays) * view.periods
    assert {len(row.cells) for rows in view.grades for row in rows.classes} == {len(rows.cells) for rows in view.grades} == {many}


def test_every_session_is_in_the_grid_and_with_its_room(school: tuple[Problem, Policy], solved: Plan) -> None:
    view = drawn(school, solved)
    held = {(section.id, session.weekday) for section in solved.sections for session in section.sessions}
    assert {(chip.section, chip.weekday) for chip in chips(view)} == held
    assert {(chip.section, chip.weekday) for row in view.rooms for cell in row.cells for chip in cell} == held


def test_counts_of_the_classes_are_those_of_the_section(school: tuple[Problem, Policy], solved: Plan) -> None:
    view = drawn(school, solved)
    for section in solved.sections:
        day = section.sessions[0].weekday
        column = next(index for index, (weekday, _) in enumerate(view.days) if weekday == day)
        here = [
            away.pupils for rows in view.grades for row in rows.classes
            for cell in row.cells[column * view.periods : (column + 1) * view.periods] for away in cell.away if away.section == section.id
        ]  # fmt: skip
        assert sum(here) == sum(seat[1:] == (section.offering, section.number) for seat in solved.seats)


def test_whoever_may_not_know_pupils_sees_courses_by_grade_and_no_counts(school: tuple[Problem, Policy], solved: Plan) -> None:
    view = drawn(school, replace(solved, seats=()), seats=False)
    assert chips(view)
    assert {chip.pupils for chip in chips(view)} == {""}
    assert not [away for rows in view.grades for row in rows.classes for cell in row.cells for away in cell.away]


def test_own_duties_wrong_and_locked_sessions_are_marked(school: tuple[Problem, Policy], solved: Plan) -> None:
    leading = next(item for item in solved.assignments if item.post.kind == "lead")
    caring = next(item for item in solved.assignments if item.post.kind == "care")
    section = f"{leading.post.subject}#{leading.post.detail}"
    lock = {"what": "meetings", "offering": leading.post.subject, "number": leading.post.detail}
    view = drawn(school, solved, own=leading.person, wrong=[section], locks=[lock])
    marked = [chip for chip in chips(view) if chip.section == section]
    assert all(chip.own and chip.wrong and chip.locked for chip in marked)
    assert not [chip for chip in chips(view) if chip.section != section and (chip.wrong or chip.locked)]
    cared = drawn(school, solved, own=caring.person)
    assert [cell for rows in cared.grades for row in rows.classes for cell in row.cells if cell.own]


def test_an_empty_post_and_a_guest_are_told(school: tuple[Problem, Policy], solved: Plan) -> None:
    view = drawn(school, replace(solved, assignments=()))
    cells = [cell for rows in view.grades for row in rows.classes for cell in row.cells]
    assert all(cell.alone for cell in cells if cell.care and not cell.guest_of)
    guests = sum(len(group.classes) - 1 for group in solved.care_groups)
    assert sum(bool(cell.guest_of) for cell in cells) == guests


@given(st.lists(st.tuples(st.integers(800, 1100), st.integers(1, 60)), min_size=1, max_size=5), st.integers(700, 1200), st.integers(1, 120))
def test_a_session_stands_in_the_period_that_it_shares_most_with(raw: list[tuple[int, int]], start: int, minutes: int) -> None:
    periods = [Interval(begin, begin + length) for begin, length in raw]

    def common(each: Interval) -> int:
        return max(0, min(each.end, start + minutes) - max(each.start, start))

    assert common(periods[period_of(periods, start, minutes)]) == max(map(common, periods))


def test_data_names_pupils_and_locks_for_planners_alone(school: tuple[Problem, Policy], solved: Plan) -> None:
    report = check_plan(*school, solved)
    locks = [{"what": "dismissals", "grade": 1, "minute": "17:20", "gate": "main"}]
    told = json.dumps(board_data(*school, solved, report, locks, Language.ZH, pupils=True))
    hidden = json.dumps(board_data(*school, replace(solved, seats=()), report, (), Language.EN, pupils=False))
    for pupil in school[0].pupils:
        assert (pupil.id in told) == bool(pupil.weekdays)
        assert pupil.id not in hidden


def test_every_post_with_somebody_is_in_the_data_by_week(school: tuple[Problem, Policy], solved: Plan) -> None:
    found = board_data(*school, solved, check_plan(*school, solved), (), Language.ZH, pupils=True)["posts"]
    held = {
        (*entry[:4], 0 if len(entry[4]) == 1 and entry[0] in ("lead", "assist") else week, person)
        for entry in found for week, people in enumerate(entry[4], start=1) for person in people
    }  # fmt: skip
    assert held == {(*item.post, item.week, item.person) for item in solved.assignments}


def test_posts_that_lack_adults_are_told_with_the_headcount(school: tuple[Problem, Policy], solved: Plan) -> None:
    def lacking(plan: Plan) -> list[Any]:
        report, stands = check_plan(*school, plan), PlanIndex(*school, plan).stands.values()
        found: list[Any] = board_data(*school, plan, report, (), Language.ZH, pupils=True, stands=stands)["lacking"]
        return found

    assert lacking(solved) == []
    gone = next(item for item in solved.assignments if item.post.kind == "gate")
    [entry] = lacking(replace(solved, assignments=tuple(item for item in solved.assignments if item != gone)))
    assert tuple(entry[:4]) == gone.post
    assert entry[6] == len(entry[4][gone.week - 1]) + 1
