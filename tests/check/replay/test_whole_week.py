"""A class keeps its gate and minute the whole week, and pupils leave when the order of leaving says (D18)."""

from __future__ import annotations

from collections import defaultdict

import pytest

from solver.check.families.order import end_of
from solver.check.plan_index import PlanIndex
from solver.check.replay.day import replay
from solver.check.replay.stretch import LEAVE, Departure
from tests.check.random_plans import random_plans


@pytest.mark.parametrize("seed", range(12))
def test_a_class_leaves_at_one_minute_by_one_gate_on_every_day(seed: int) -> None:
    """Of any plan, sound or not: a plan has one dismissal a grade, and no weekday in it."""
    problem, policy, plans = random_plans(seed)
    for plan in plans:
        view = PlanIndex(problem, policy, plan)
        departures: dict[str, set[Departure]] = defaultdict(set)
        for weekday in view.days:
            for week in range(1, view.weeks + 1):
                found = replay(problem, policy, plan, weekday, week)
                for pupil, day in found.pupils.items():
                    if day.departure is not None and problem.pupil_of[pupil].late_until is None:
                        departures[problem.pupil_of[pupil].class_id].add(day.departure)
        assert all(len(found) == 1 for found in departures.values())


@pytest.mark.parametrize("seed", range(12))
def test_pupils_leave_when_the_day_played_back_says(seed: int) -> None:
    problem, policy, plans = random_plans(seed)
    for plan in plans:
        view = PlanIndex(problem, policy, plan)
        for weekday in view.days:
            for pupil, day in replay(problem, policy, plan, weekday, 1).pupils.items():
                if day.departure is not None:
                    last = max(day.stretches, key=lambda stretch: stretch.end)
                    end = last.start if last.doing == LEAVE else last.end
                    assert last.doing in (LEAVE, "late")
                    assert end_of(view, problem.pupil_of[pupil]) == end
