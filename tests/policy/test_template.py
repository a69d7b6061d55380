"""The length of the template: the term's own number, or the older one of the policy; checker and model read it alike."""

from __future__ import annotations

from dataclasses import replace

import pytest

from solver.calendar.duty_days import duty_days
from solver.check.families.accounts import dates_of
from solver.check.plan_index import PlanIndex
from solver.model.instance import Instance
from solver.plan.plan import Plan
from solver.policy.load import load_policy
from solver.policy.template import template_weeks
from tests.problem.schools import village


@pytest.mark.parametrize(("own", "old", "weeks"), [(None, 1, 1), (None, 2, 2), (1, 2, 1), (3, 2, 3), (4, 1, 4)])
def test_the_terms_number_comes_first(own: int | None, old: int, weeks: int) -> None:
    school, policy = village(), load_policy("national", {"D02": {"numbers": {"weeks": old}}})
    school = replace(school, term=replace(school.term, template_weeks=own))
    instance = Instance(school, policy)
    assert template_weeks(school, policy) == PlanIndex(school, policy, Plan()).weeks == len(instance.weeks) == weeks
    assert dict(instance.dates) == dict(dates_of(school, weeks))
    days = duty_days(school, weeks)
    assert sorted(day for each in days for day in each.dates) == [day for day, _ in school.term.service_dates()]
    assert {(each.week, each.weekday) for each in days} == {(week, day) for week in range(1, weeks + 1) for day in (1, 2, 3, 4, 5)}
