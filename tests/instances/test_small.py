"""A normal small school has a plan under the national profile as it is; with half of its staff the refusal says why."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import solver
from api.files.request.reader import read_request
from api.files.request.writer import request_bytes
from api.services.generating import generated_request
from instances import kinds
from solver import Params, Policy, Problem, Progress, load_policy, precheck
from solver.problem.validate import faults
from solver.search.bounds.worker import BoundWorker

SEEDS = st.integers(0, 10_000)
NATIONAL = load_policy("national")


@cache
def school(kind: str, seed: int) -> Problem:
    return kinds.problem(kind, seed)


def adults(problem: Problem, policy: Policy) -> list[int]:
    """Days a week that each of those who take part may serve."""
    usual = policy.number("D10", "days_per_week")
    return [min(usual, person.max_days or usual) for person in problem.staff if person.takes_part]


@settings(max_examples=10)
@given(SEEDS)
def test_it_is_the_small_school_that_everybody_knows(seed: int) -> None:
    problem = school("small", seed)
    assert faults(problem) == []
    assert kinds.policy("small") == kinds.policy("small-few-staff") == {"profile": "national", "overrides": {}}
    assert Counter(home.grade for home in problem.classes) == dict.fromkeys(range(1, 7), 2)
    assert len(problem.pupils) == 420
    assert round(len(problem.pupils) / len(problem.staff)) == 19
    assert {window.dismissals for window in problem.windows} == {(17 * 60 + 30,)}
    assert [pupil.late_until for pupil in problem.pupils if pupil.late_until is not None] == [18 * 60] * 20


@settings(max_examples=10)
@given(SEEDS)
def test_its_staff_suffice_by_the_arithmetic_of_its_generator(seed: int) -> None:
    problem = school("small", seed)
    days = adults(problem, NATIONAL)
    gates, late = 1, NATIONAL.number("A08", "min_adults")
    at_once = len(problem.classes) + gates + late
    assert at_once <= len(days)
    assert 5 * at_once <= 0.95 * sum(days)
    assert 5 * late <= NATIONAL.number("D10", "late_per_week") * len(days)
    assert precheck(problem, NATIONAL) == ()


@settings(max_examples=5)
@given(SEEDS)
def test_half_of_the_staff_are_refused_with_number_and_place(seed: int) -> None:
    """Twelve groups, a gate and two in extended care at 17:30 for eleven people, and more person-days than they may give."""
    problem = school("small-few-staff", seed)
    assert len(adults(problem, NATIONAL)) == 11
    reasons = {reason.rule: reason for reason in precheck(problem, NATIONAL)}
    assert {"D08", "D10"} <= reasons.keys()
    assert "17:30" in reasons["D08"].zh
    assert "只有 11 人可用" in reasons["D08"].zh
    assert "at least" in reasons["D10"].en
    assert "可能" in reasons["D10"].zh
    assert "Maybe" in reasons["D10"].en or "maybe" in reasons["D10"].en


@pytest.mark.parametrize("clock", ["17:30", "17:39"])
def test_a_clock_that_makes_every_closing_late_is_refused_with_its_remedies(clock: str) -> None:
    """The value that works is named, with the place where it stands, and works."""
    problem = school("small", 1)
    (reason,) = precheck(problem, load_policy("national", {"D10": {"numbers": {"late_after": clock}}}))
    assert reason.rule == "D10"
    for words in ("late_per_week", "17:40", "政策"):
        assert words in reason.zh
    assert precheck(problem, load_policy("national", {"D10": {"numbers": {"late_after": "17:40"}}})) == ()


def test_a_workbook_of_it_is_planned_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The plan of the construction already holds, so that no search is needed."""
    kept = read_request(request_bytes(generated_request("small", 1), ".xlsx"), ".xlsx")
    assert kept == generated_request("small", 1)
    monkeypatch.setattr(BoundWorker, "tighten_all", lambda *_: None)  # bounds are not the point, and take most of the time
    told: list[Progress] = []
    result = solver.solve(
        kept.problem, NATIONAL, Params(seconds=None, effort=1, workers=1), on_progress=told.append, cancelled=lambda: bool(told)
    )
    assert result.plan is not None
    report = solver.check_plan(kept.problem, NATIONAL, result.plan)
    assert report.valid, report.violations[:3]
    assert report.facts.seated == report.facts.applicants
    late = Counter(item.person for item in result.plan.assignments if item.post.kind == "late")
    assert sum(late.values()) == 20, "two adults on five days of two weeks"
    assert max(late.values()) <= 4
