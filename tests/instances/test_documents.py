"""Schools of the documents, planned by their own profiles; one number changed changes the plan or refuses it."""

from __future__ import annotations

from functools import cache

import pytest

import solver
from api.services.choosing import parse_settings
from instances import catalogue, kinds
from instances.generators import DOCUMENTS
from solver import Params, Plan, Policy, Problem, load_policy, precheck, precheck_warnings
from tests.instances.drawn import drawn

PROFILES = {
    "xiangshan": "xiangshan-2021",
    "jiaxiang": "jiaxiang-2023",
    "fengjin": "fengjin",
    "jiangsu": "jiangsu-city",
}
SMALL = ("xiangshan", "jiaxiang")


def school(name: str, *settings: str) -> tuple[Problem, Policy]:
    """The stored school and its policy, with what ``--set`` says."""
    chosen = kinds.policy(catalogue.entry(name).preset)
    above, faults = parse_settings(settings)
    assert not faults
    return drawn(name), load_policy(str(chosen["profile"]), chosen["overrides"], above)  # type: ignore[arg-type]


@cache
def solved(name: str, *settings: str) -> Plan:
    """A plan that the checker accepts, by work done and not by the clock."""
    problem, policy = school(name, *settings)
    result = solver.solve(problem, policy, Params(seconds=None, effort=0.5, workers=1))
    assert result.plan is not None
    report = solver.check_plan(problem, policy, result.plan)
    assert report.valid, report.violations[:3]
    return result.plan


def leaving(plan: Plan) -> dict[int, int]:
    return {dismissal.grade: dismissal.minute for dismissal in plan.dismissals}


def outsiders(problem: Problem, plan: Plan) -> set[str]:
    return {item.person for item in plan.assignments if item.person in problem.outside_of}


def test_schools_name_the_profile_of_their_document() -> None:
    assert {*DOCUMENTS, "fengjin"} == set(PROFILES)
    assert {name: kinds.policy(catalogue.entry(name).preset)["profile"] for name in PROFILES} == PROFILES


@pytest.mark.parametrize("name", PROFILES)
def test_nothing_is_impossible(name: str) -> None:
    assert precheck(*school(name)) == ()


@pytest.mark.parametrize("name", SMALL)
def test_small_schools_get_a_plan_that_seats_everybody(name: str) -> None:
    problem, policy = school(name)
    facts = solver.check_plan(problem, policy, solved(name)).facts
    assert facts.seated == facts.applicants > 0
    assert facts.posts_filled == facts.posts > 0


def test_a_later_end_of_work_moves_the_dismissals() -> None:
    usual, later = leaving(solved("xiangshan")), leaving(solved("xiangshan", "A03.work_end=17:30"))
    assert {usual[1], usual[2]} == {17 * 60 + 20}
    assert {later[1], later[2]} == {17 * 60 + 30}
    assert min(later.values()) == 17 * 60 + 30


def test_an_end_of_work_that_no_slot_meets_is_refused_with_its_reason() -> None:
    problem, policy = school("xiangshan", "A03.work_end=17:31")
    refused = precheck(problem, policy)
    assert {reason.rule for reason in refused} == {"A03"}
    assert "17:30" in refused[0].zh
    assert precheck(*school("xiangshan", "A03.work_end=17:31", "U6=waiver")) == ()


def test_vetting_by_the_pool_instead_of_the_bureau_shuts_outside_people_out() -> None:
    problem, _ = school("xiangshan")
    assert outsiders(problem, solved("xiangshan"))
    assert outsiders(problem, solved("xiangshan", "U9=pool")) == set()
    told = {reason.rule for reason in precheck_warnings(*school("xiangshan", "U9=pool"))}
    assert {"E04", "E06"} <= told
    assert "E03" not in told
