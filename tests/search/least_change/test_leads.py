"""Sections whose adults have left: staffed where somebody may lead them, and closed only where nobody may."""

from __future__ import annotations

import pytest

from solver.model.instance import Instance
from solver.plan.again import go_on
from solver.plan.plan import SECTION_KINDS
from solver.problem.replan import Decisions
from solver.search.construct.repair import reopened, without_broken_rules
from solver.search.evaluated import evaluate
from solver.search.least_change.leads import staff_leads, vacant_sections
from solver.search.least_change.least_change import least_change
from solver.search.soft_policy import softened
from tests.search.least_change.school import clock, planned, without


def leaders() -> list[str]:
    problem, _, plan = planned()
    return sorted({a.person for a in plan.assignments if a.post.kind in SECTION_KINDS and a.person in problem.staff_of})


@pytest.mark.parametrize("number", range(2))
def test_sections_get_leaders_who_may_lead_them(number: int) -> None:
    problem, policy, plan = planned()
    again = go_on(without(problem, leaders()[number : number + 1]), plan, Decisions())
    instance = Instance(again.problem, softened(policy))
    begun = without_broken_rules(instance, reopened(instance, again.start))
    vacant = vacant_sections(instance, begun)
    assert vacant
    found = staff_leads(instance, begun, clock())
    assert not evaluate(instance, found).report.violations
    still = vacant_sections(instance, found)
    crews = {(a.post.subject, a.post.detail): a.person for a in found.assignments if a.post.kind == "lead"}
    for section in vacant - still:
        assert crews[section] in instance.leaders[section[0]]
    closed = {(s.offering, s.number) for s in found.sections} - {
        (s.offering, s.number) for s in least_change(instance, evaluate(instance, again.start), clock()).plan.sections
    }
    assert closed <= still
    for offering, _ in still:
        busy = {a.person for a in found.assignments if a.post.kind in SECTION_KINDS}
        assert set(instance.leaders[offering]) <= busy  # whoever may lead it leads another one


def test_a_plan_with_all_its_leaders_stays() -> None:
    problem, policy, plan = planned()
    again = go_on(problem, plan, Decisions())
    instance = Instance(again.problem, softened(policy))
    assert staff_leads(instance, again.start, clock()) is again.start
