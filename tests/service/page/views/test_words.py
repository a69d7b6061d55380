"""Names on pages, and the tabs of a plan."""

from __future__ import annotations

import json

import pytest

from api.access.principal import Principal
from api.access.role import RIGHTS, Role
from api.mapping.request import request_from_doc
from api.page.plan_tabs import PLAN_TABS, plan_tabs
from api.page.views.words import PlanWords, grade, grades, period, rank, tutoring, weekday
from solver.plan.plan import POST_KINDS, Post
from solver.problem.bells import Interval


@pytest.fixture
def words(tiny: bytes) -> PlanWords:
    return PlanWords(request_from_doc(json.loads(tiny)).problem, 2)


def test_names_are_the_schools_own(words: PlanWords) -> None:
    problem = words.problem
    for ident, name in [(each.id, each.name) for each in problem.staff] + [(each.id, each.name) for each in problem.outside]:
        assert name in words.person(ident)
        assert words.role(ident)
    for home in problem.classes:
        assert home.id in words.home(home.id)[0]
    assert words.room("unknown") == words.gate("unknown") == words.person("unknown") == "unknown"


@pytest.mark.parametrize("kind", POST_KINDS)
def test_posts_are_said_in_both_languages(words: PlanWords, kind: str) -> None:
    said = words.post(Post(kind, 1, words.problem.classes[0].id, 1000))
    assert said
    assert isinstance(said, str) or all(said)


def test_grades_days_weeks_and_ranks(words: PlanWords) -> None:
    assert grade(1) == ("一年级", "grade 1")
    assert grades((3, 1, 2)) == ("一至三年级", "grades 1–3")
    assert grades((1, 4)) == ("一、四年级", "grades 1, 4")
    assert grades(()) == "—"
    assert weekday(5) == ("周五", "Fri")
    assert words.week(2) == ("双周", "even week")
    assert period(0, Interval(930, 970)) == ("第1节 15:30–16:10", "period 1 15:30–16:10")
    assert tutoring("homework") == ("作业辅导", "homework")
    assert rank(2) == ("第二志愿", "second choice")


@pytest.mark.parametrize("role", Role)
def test_tabs_are_those_of_the_role_and_one_is_here(role: Role) -> None:
    found = plan_tabs("p", "adults", Principal("somebody", role))
    assert len(found) == sum(tab.right in RIGHTS[role] for tab in PLAN_TABS)
    assert [link.href for link in found if link.here] == (["/page/plans/p/adults"] if found else [])
