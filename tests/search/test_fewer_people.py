"""Weekly posts on fewer people: everything else stays, no rule breaks, and nobody more could be spared."""

from __future__ import annotations

from dataclasses import replace

from solver.check.report import check
from solver.model.instance import Instance
from solver.plan import Plan
from solver.search.empty_posts import empty_posts
from solver.search.least_change.fill import fill
from solver.search.soft_policy import softened
from solver.search.staffing.fewer_people import with_fewer_people
from tests.search.least_change.school import clock, planned


def there(plan: Plan) -> set[str]:
    return {assignment.person for assignment in plan.assignments}


def test_posts_are_held_by_fewer_people_and_nobody_more_can_be_spared() -> None:
    problem, policy, plan = planned()
    instance = Instance(problem, softened(policy))
    found = with_fewer_people(instance, plan, clock())
    assert not check(problem, softened(policy), found).violations
    assert there(found) < there(plan)
    assert (found.sections, found.seats, found.care_groups) == (plan.sections, plan.seats, plan.care_groups)
    leads = {assignment.person for assignment in found.assignments if assignment.week == 0}
    every = [(week, day) for week in instance.weeks for day in instance.post_days]
    for person in sorted(there(found) - leads):
        others = there(found) - {person}
        without = replace(problem, staff=tuple(replace(s, takes_part=s.id in others) for s in problem.staff))
        less = replace(found, assignments=tuple(a for a in found.assignments if a.person != person))
        narrow = Instance(without, softened(policy))
        assert empty_posts(narrow, fill(narrow, less, every, clock()).plan), person


def test_a_plan_whose_people_all_lead_stays() -> None:
    problem, policy, plan = planned()
    leads = tuple(assignment for assignment in plan.assignments if assignment.week == 0)
    only = replace(plan, assignments=leads)
    assert with_fewer_people(Instance(problem, softened(policy)), only, clock()) is only
