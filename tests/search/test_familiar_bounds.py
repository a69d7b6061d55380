"""Bounds of familiar adults: each part of the claim against trying everything, and hand cases."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.check.families.familiarity import many_faces, unfamiliar_care
from solver.check.plan_index import PlanIndex
from solver.model.instance import Instance
from solver.search.bounds.familiar import CareSpan, familiar, most_familiar, short_of_target
from solver.search.bounds.loads import load_excess
from solver.search.bounds.sure_periods import sure_periods
from solver.search.evaluated import evaluate
from solver.search.soft_policy import softened
from tests.agreement.cases import school, whole
from tests.agreement.plans import random_solution
from tests.check.builders import policy
from tests.explain.six_teachers import changed, six_teachers

SCHOOLS = range(9_300, 9_312)
PLANS = 4
TAUGHT = range(9_300, 9_330)
LEAST_MET = 3
"""Bounds above zero that plans met."""
LEAST_TOLD = 40
"""Class periods of plans that were foretold, all schools together."""


@given(st.integers(0, 100), st.integers(0, 60), st.data())
def test_no_number_of_class_periods_lacks_less_to_the_target(percent: int, possible: int, data: st.DataObject) -> None:
    number = data.draw(st.integers(0, possible))
    missed = data.draw(st.integers(0, number))
    lacking = max(0, -(-percent * number // 100) - (number - missed))
    assert short_of_target(percent, possible, data.draw(st.integers(0, missed))) <= lacking
    assert number < possible or short_of_target(percent, possible, missed) == lacking


PEOPLE = st.lists(st.tuples(st.integers(0, 2), st.lists(st.sets(st.integers(0, 3)), min_size=3, max_size=3)), min_size=1, max_size=3)
"""Days of each person, and the class periods that each may hold on three days, one after the other."""


@given(PEOPLE)
def test_no_roster_has_more_familiar_class_periods(people: list[tuple[int, list[set[int]]]]) -> None:
    """Four class periods on each of three days, at two times: 0 and 1, 2 and 3."""
    held = {
        str(i): [
            CareSpan(day, 10 * time, 10 * time + 10, 1, numbers)
            for day, those in enumerate(mine)
            for time in (0, 1)
            if (numbers := [4 * day + n for n in sorted(those) if n // 2 == time])
        ]
        for i, (_, mine) in enumerate(people)
    }
    days = {str(i): most for i, (most, _) in enumerate(people)}
    rosters = []
    for i, stretches in held.items():
        per_day = [[s for s in stretches if s.weekday == day] for day in range(3)]
        choices = [[frozenset(c) - {-1} for c in product(*([-1, *s.periods] for s in found))] for found in per_day]
        rosters.append({frozenset().union(*c) for c in product(*choices) if sum(map(bool, c)) <= days[i]})
    best = max(len(frozenset().union(*chosen)) for chosen in product(*rosters))
    assert most_familiar(held, days, 12) >= best
    if len(people) == 1:
        assert most_familiar(held, days, 12) == best


def _foretold(seed: int) -> int:
    """Class periods that plans of a school have, as was said of every plan."""
    problem, by, rng = school(seed)
    instance, model = Instance(problem, softened(by)), whole(problem, by)
    sure = {(one.home, one.weekday, one.period): one.staying for one in sure_periods(instance)}
    found = 0
    for plan in [random_solution(model, rng, eager=True) for _ in range(PLANS)]:
        if plan is None or evaluate(instance, plan).report.violations:
            continue
        there = {(home, group.weekday, group.period) for group in plan.care_groups for home in group.classes}
        assert set(sure) <= there
        found += len(sure)
    return found


def test_what_surely_exists_is_in_every_plan() -> None:
    assert sum(map(_foretold, SCHOOLS)) >= LEAST_TOLD


def _met(seed: int) -> list[tuple[int, int, int, int]]:
    """D16 and D16F of plans of a school, each after its bound."""
    problem, by, rng = school(seed)
    instance, model = Instance(problem, softened(by)), whole(problem, by)
    bounds, found = familiar(instance, sure_periods(instance)), []
    for plan in [random_solution(model, rng, eager=True) for _ in range(PLANS)]:
        view = None if plan is None else PlanIndex(problem, by, plan)
        if plan is not None and view is not None and not evaluate(instance, plan).report.violations:
            values = [(score(view) or (0, 0))[0] for score in (unfamiliar_care, many_faces)]
            found.append((bounds["D16"], values[0], bounds["D16F"], values[1]))
    return found


def test_no_plan_has_more_familiar_care_than_its_bound() -> None:
    met = [each for seed in TAUGHT for each in _met(seed)]
    assert [each for each in met if each[0] > each[1] or each[2] > each[3]] == []
    assert sum(bound > 0 for bound, *_ in met) >= LEAST_MET


@pytest.mark.parametrize(("everybody", "least"), [(0, 0), (1, 100 * 2 * 2400 // 5 - 8_000)])
def test_who_takes_no_part_counts_where_all_in_service_are_compared(everybody: int, least: int) -> None:
    """Each class is large, so that no two are merged: the other five carry 480 minutes of periods a week, T1 none."""
    problem = changed(takes_part=False)
    pupils = tuple(replace(p, id=f"{p.id}{n}") for p in problem.pupils for n in range(30))
    instance = Instance(replace(problem, pupils=pupils), policy({"D02": {"all_in_service": everybody}}))
    assert load_excess(instance, sure_periods(instance)) == least


def test_an_even_school_has_no_bound() -> None:
    instance = Instance(six_teachers(), policy())
    assert load_excess(instance, sure_periods(instance)) == 0
