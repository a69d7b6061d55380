"""Fewest adults: tiny schools against all subsets of their staff, groups, and what a stopped or bounded run keeps."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

import pytest

from solver import FewestParams, Params, ProblemError, check_plan, fewest_adults
from solver.policy import Policy
from solver.problem import Busy, FixedPost, Problem, Staff
from solver.whatif.staffing.capacity import AdultCapacity
from solver.whatif.staffing.fewest import _grouped, _groups, _named, without
from solver.whatif.staffing.least_staff import Fewest
from solver.whatif.staffing.telling import Telling
from solver.whatif.staffing.week_cover import WeekCover
from tests.schools import tiny_by_hand as tiny

EFFORT = FewestParams(Params(seconds=None, effort=0.1, seed=1, workers=1), steps=0)
EARLY, LATE = Busy(tiny.MONDAY, 900, 940), Busy(tiny.MONDAY, 940, 985)
FREE = ((),) * 4
ONE_HALF = ((EARLY,), (LATE,), (), ())
BOTH_HALVES = ((EARLY,), (EARLY,), (LATE,), (LATE,))


def school(*busy: tuple[Busy, ...]) -> Problem:
    """The tiny school with a teacher for each entry, who cannot be had then."""
    staff = tuple(Staff(f"T{number}", "subject", unavailable=mine) for number, mine in enumerate(busy, 1))
    return replace(tiny.problem(), staff=staff)


def policy(*on: str) -> Policy:
    """Posts are to be filled, absences count, and classes stay by themselves."""
    base = tiny.policy("K01", "D08", *on, numbers={"K03": {"classes": 1}})
    hard = {name: replace(base.rules[name], level="hard") for name in ("D08", "K03", "H04")}
    return replace(base, rules={**base.rules, **hard})


def by_all_subsets(problem: Problem, rules: Policy) -> int:
    """Fewest of the staff who can fill every post of the plan with a group for each class."""
    names = [person.id for person in problem.staff]
    for number in range(1, len(names) + 1):
        for stay in combinations(names, number):
            fewer = without(problem, [name for name in names if name not in stay])
            cover = WeekCover(fewer, rules, tiny.plan("- - - - -", "- - - - -"))
            if not any(cover.alone(day, ()).missing for day in cover.days):
                return number
    raise AssertionError("not even all suffice")


@pytest.mark.parametrize("busy", [ONE_HALF, BOTH_HALVES])
def test_the_fewest_are_those_of_all_subsets(busy: tuple[tuple[Busy, ...], ...]) -> None:
    """No pupil is in a club and classes may not merge (K03), so that every plan has the posts of the plan by hand."""
    problem, rules = school(*busy), policy()
    least = by_all_subsets(problem, rules)
    found = fewest_adults(problem, rules, tiny.plan("T3 T4 T3 T4 T4", "T3 T4 T3 T4 T4") if busy == ONE_HALF else None, EFFORT)
    assert found.proven is not None
    assert found.found is not None
    assert found.proven <= least == found.found
    assert found.plan is not None
    assert len(found.left_out) == found.there - found.found
    report = check_plan(without(problem, found.left_out), rules, found.plan)
    assert not report.violations
    assert not {a.person for a in found.plan.assignments}.intersection(found.left_out)


@pytest.fixture(scope="module")
def halves() -> Fewest:
    problem = school(*BOTH_HALVES)
    problem = replace(problem, staff=(*problem.staff, Staff("T9", "admin")))
    return fewest_adults(problem, policy("D02"), tiny.plan("T3 T4 T1 T2 T9", "T1 T2 T1 T2 T9"), EFFORT)


def test_the_table_is_monotone_and_bounds_stand_below(halves: Fewest) -> None:
    points = halves.points
    assert [point.adults for point in points] == sorted((point.adults for point in points), reverse=True)
    for more, fewer in pairwise(points):
        assert more.uneven <= fewer.uneven
        assert more.choice <= fewer.choice
        assert (more.choice_bound or 0) <= (fewer.choice_bound or 0)
    assert all(point.choice_bound is None or point.choice_bound <= point.choice for point in points)
    assert halves.proven is not None
    assert all(point.adults >= halves.proven for point in points)


def test_wishes_need_at_least_as_many_as_coverage(halves: Fewest) -> None:
    assert halves.found is not None
    for wish in halves.wishes:
        assert wish.found is None or wish.found >= halves.found


def test_a_role_that_alone_may_patrol_cannot_be_spared() -> None:
    patrol = FixedPost("P", "patrol", "A", 900, 980, tiny.DAYS)
    here = school(*FREE)
    here = replace(here, staff=(*here.staff, Staff("T9", "admin")), posts=(patrol,))
    base = policy("H01")
    rules = replace(base, rules={**base.rules, "H01": replace(base.rules["H01"], level="hard")})
    people = _grouped(here, rules)
    groups = _groups(here, rules, AdultCapacity(here, rules, Telling(None, None), None, _named(people)), people, "role")
    admin = next(group for group in groups if group.name == "admin")
    assert (admin.there, admin.proven, admin.tight) == (1, 1, True)
    assert admin.posts == (("P", "P"),)


def test_who_stops_it_gets_what_there_was() -> None:
    found = fewest_adults(school(*FREE), policy(), tiny.plan(), EFFORT, cancelled=lambda: True)
    assert not found.complete
    assert found.proven is None
    assert found.found == 4


def test_numbers_out_of_range_are_named_together() -> None:
    with pytest.raises(ProblemError) as caught:
        fewest_adults(school(*FREE), policy(), None, FewestParams(within=-1, steps=99))
    assert [fault.path for fault in caught.value.faults] == [("within",), ("steps",)]
