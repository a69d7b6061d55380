"""Hours, breaks and patrols that no plan repairs, one minute on either side."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from solver.explain.precheck import precheck
from solver.policy.load import load_policy
from solver.problem.bells import Interval, Lesson
from solver.problem.problem import Problem
from tests.problem.schools import FIRST, village

EASY = {"D10": {"numbers": {"days_per_week": 5, "late_after": "18:30"}}}


def rules(problem: Problem, overrides: dict[str, Any] | None = None) -> list[str]:
    found = precheck(problem, load_policy("national", {**EASY, **(overrides or {})}))
    assert all(reason.zh.endswith("。") and reason.en.endswith(".") for reason in found)
    return sorted({reason.rule for reason in found})


def windows(problem: Problem, **changes: Any) -> Problem:
    return replace(problem, windows=tuple(replace(window, **changes) for window in problem.windows))


def test_the_village_as_it_stands_is_not_refused() -> None:
    assert rules(village()) == []
    assert rules(village(late=3)) == []


@pytest.mark.parametrize(("last", "refused"), [("2026-09-04", True), ("2026-09-07", False)])
def test_a01_weekdays_of_the_calendar(last: str, refused: bool) -> None:
    # 1 September 2026 is a Tuesday.
    term = replace(village().term, first=FIRST, last=date.fromisoformat(last), holidays=())
    assert ("A01" in rules(replace(village(), term=term))) is refused


@pytest.mark.parametrize(("minutes", "refused"), [(120, False), (121, True)])
def test_a02_no_slot_late_enough(minutes: int, refused: bool) -> None:
    assert rules(village(), {"A02": {"numbers": {"minutes": minutes}}}) == (["A02"] if refused else [])
    assert rules(village(), {"A02": {"level": "off", "numbers": {"minutes": minutes}}}) == []


@pytest.mark.parametrize(("work_end", "waiver", "refused"), [(1060, 0, False), (1061, 0, True), (1061, 1, False)])
def test_a03_end_of_work(work_end: int, waiver: int, refused: bool) -> None:
    problem = replace(village(), term=replace(village().term, work_end=work_end))
    assert rules(problem, {"A03": {"numbers": {"waiver_minutes": waiver}}}) == (["A03"] if refused else [])


@pytest.mark.parametrize(("work_end", "refused"), [("17:40", False), ("17:41", True)])
@pytest.mark.parametrize("calendar", [0, 1200])
def test_a03_end_of_work_of_the_policy(work_end: str, calendar: int, refused: bool) -> None:
    problem = replace(village(), term=replace(village().term, work_end=calendar))
    assert rules(problem, {"A03": {"numbers": {"work_end": work_end}}}) == (["A03"] if refused else [])


@pytest.mark.parametrize(("end", "refused"), [(940, False), (941, True)])
def test_a11_lessons_into_the_window(end: int, refused: bool) -> None:
    problem = replace(village(), lessons=(Lesson(3, 900, end, "A4", "T1"),))
    assert ("A11" in rules(problem)) is refused
    assert "A11" not in rules(problem, {"A11": {"level": "off"}})


def test_a12_laid_down_hours() -> None:
    def a12(start: str, end: str) -> dict[str, Any]:
        return {"A12": {"level": "hard", "numbers": {"g1_start": start, "g1_end": end, "g9_start": "1:00", "g9_end": "2:00"}}}

    assert rules(village(), a12("15:40", "17:40")) == []
    assert rules(village(), a12("15:41", "17:40")) == ["A12"]
    assert rules(village(), a12("15:40", "17:41")) == ["A12"]


def test_slots_that_fit_each_rule_but_not_all() -> None:
    problem = windows(village(), dismissals=(1060, 1070))
    hours = {"A12": {"level": "hard", "numbers": {"g1_start": "15:40", "g1_end": "17:40"}}}
    late = replace(problem, term=replace(problem.term, work_end=1070))
    assert rules(problem, hours) == []
    assert rules(late) == []
    assert rules(late, hours) == ["A12"]


@pytest.mark.parametrize(("minutes", "refused"), [(40, False), (41, True)])
def test_b01_period_long_enough(minutes: int, refused: bool) -> None:
    overrides = {"B01": {"numbers": {"minutes": minutes}}}
    assert rules(village(), overrides) == (["B01"] if refused else [])
    nobody = replace(village(), pupils=())
    assert rules(nobody, overrides) == []


@pytest.mark.parametrize(("gap", "refused"), [(10, False), (11, True)])
@pytest.mark.parametrize("level", ["hard", "soft"])
def test_d08_break(gap: int, refused: bool, level: str) -> None:
    problem = windows(village(), periods=(Interval(940, 980), Interval(980 + gap, 1040)))
    assert rules(problem, {"D08": {"level": level}}) == (["D08"] if refused else [])
    assert rules(problem, {"D08": {"level": "off"}}) == []


def test_h01_patrol_every_day() -> None:
    problem = village()
    lacking = replace(problem, posts=(replace(problem.posts[0], weekdays=(1, 2, 4, 5)),))
    duty = replace(problem, posts=(replace(problem.posts[0], kind="duty"),))
    assert rules(lacking) == ["H01"]
    assert rules(lacking, {"H01": {"level": "soft"}}) == ["H01"]
    assert rules(lacking, {"H01": {"level": "off"}}) == []
    assert rules(duty) == ["H01"]
    assert rules(problem, {"H01": {"numbers": {"patrols_per_day": 2}}}) == ["H01"]
