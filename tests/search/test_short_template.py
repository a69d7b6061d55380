"""A plan of many weeks from one of few: the weeks that differ are planned once, and repeated."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from api.services.loading import load_request
from solver.check.report import check
from solver.model.instance import Instance
from solver.policy.load import load_policy
from solver.problem import Busy
from solver.problem.week_pattern import ODD
from solver.search.limits import Params
from solver.search.pipeline import solve
from solver.search.short_template import ShortTemplate
from solver.units import EVERY_WEEK
from tests.schools.tiny_by_hand import opened, policy, problem, with_club


def _instance(weeks: int, pattern: str = "") -> Instance:
    school = with_club(problem())
    if pattern:
        away = (Busy(1, 600, 640, pattern),)
        school = replace(school, staff=tuple(replace(person, unavailable=away) for person in school.staff))
    return Instance(school, policy("K01", "D02", numbers={"D02": {"weeks": weeks}}))


@pytest.mark.parametrize(
    ("weeks", "pattern", "short"), [(1, "", 1), (2, "", 1), (3, "", 1), (4, "", 1), (2, ODD, 2), (3, ODD, 1), (4, ODD, 2)]
)
def test_as_short_as_the_weeks_differ(weeks: int, pattern: str, short: int) -> None:
    found = ShortTemplate(_instance(weeks, pattern))
    assert found.weeks == short
    assert found.instance.weeks == tuple(range(1, short + 1))
    assert found.worthwhile == (weeks > 2)


def test_the_number_of_weeks_may_be_the_terms_or_the_policys() -> None:
    whole = _instance(2)
    problem = replace(whole.problem, term=replace(whole.problem.term, template_weeks=4))
    found = ShortTemplate(Instance(problem, whole.policy))
    assert (found.worthwhile, found.instance.weeks) == (True, (1,))


@pytest.mark.parametrize("weeks", [2, 3, 4])
@pytest.mark.parametrize("pattern", ["", ODD])
def test_every_week_is_one_of_the_short_template(weeks: int, pattern: str) -> None:
    whole = _instance(weeks, pattern)
    short = ShortTemplate(whole)
    base = opened("1A1", "2A1")
    posts = [a for a in base.assignments if a.week != EVERY_WEEK]
    led = [a for a in base.assignments if a.week == EVERY_WEEK]
    first = replace(base, assignments=(*led, *(a._replace(week=w) for a in posts for w in short.instance.weeks))).canonical()
    found = short.repeat(first)
    assert short.cut(found) == first
    for week in whole.weeks:
        like = (week - 1) % short.weeks + 1
        assert {(a.post, a.person) for a in found.assignments if a.week == week} == {
            (a.post, a.person) for a in first.assignments if a.week == like
        }
    assert [a for a in found.assignments if a.week == EVERY_WEEK] == led
    assert check(short.instance.problem, short.instance.policy, first).valid
    assert check(whole.problem, whole.policy, found).valid


def test_three_weeks_of_a_small_school_are_filled_as_soon_as_one(samples: Path) -> None:
    """Village: the greedy plan leaves five posts of each week empty; all weeks at once take twenty times as long as one."""
    request = load_request(samples / "village.json")
    by = load_policy(request.policy_name, request.overrides, {"D02": {"numbers": {"weeks": 3}}})
    result = solve(request.problem, by, Params(seconds=None, effort=0.3, seed=3, workers=1))
    assert result.status == "valid"
    assert result.plan is not None
    assert {a.week for a in result.plan.assignments if a.post.kind == "gate"} == {1, 2, 3}
