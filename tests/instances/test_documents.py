"""A school for each of the five documents, planned by its own profile; one number changed changes the plan or refuses it."""

from __future__ import annotations

from functools import cache

import pytest

import solver
from api.services.choosing import parse_settings
from instances import catalogue, kinds
from instances.generators import DOCUMENTS
from solver import Params, Plan, Policy, Problem, load_policy, precheck, precheck_warnings
from tests.instances.drawn import drawn

pytestmark = pytest.mark.slow

PROFILES = {
    "xiangshan": "xiangshan-2021",
    "jiaxiang": "jiaxiang-2023",
    "fengjin": "fengjin",
    "jiangsu": "jiangsu-city",
    "qingshanhu": "qingshanhu-2024",
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
    result = solver.solve(problem, policy, Params(seconds=None, effort=0.1, workers=1))
    assert result.plan is not None
    report = solver.check_plan(problem, policy, result.plan)
    assert report.valid, report.violations[:3]
    return result.plan


def leaving(plan: Plan) -> dict[int, int]:
    return {dismissal.grade: dismissal.minute for dismissal in plan.dismissals}


def outsiders(problem: Problem, plan: Plan) -> set[str]:
    return {item.person for item in plan.assignments if item.person in problem.outside_of}


def test_each_document_has_its_school_and_its_profile() -> None:
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


def test_vetting_by_the_bureau_instead_of_the_pool_refuses_who_is_not_approved() -> None:
    assert "E03" not in {reason.rule for reason in precheck_warnings(*school("qingshanhu"))}
    problem, policy = school("qingshanhu", "U9=bureau")
    (refused,) = (reason for reason in precheck_warnings(problem, policy) if reason.rule == "E03")
    assert refused.subjects == tuple(guest.id for guest in problem.outside)


def test_a_cap_of_pay_instead_of_a_floor_refuses_the_same_rates() -> None:
    """Sixty yuan for everybody meets the floor of S3 and not the tiers and the cap of S4."""
    assert school("jiangsu")[0].money.pay == 6000
    refused = precheck(*school("jiangsu", "U8=cap", "G06.fen_per_classhour=5900"))
    assert [reason.rule for reason in refused] == ["G06", "G06"]
    assert "60.00" in refused[0].zh
    assert [reason.rule for reason in precheck(*school("jiangsu", "G05.fen_per_classhour=6001"))] == ["G05"]
    assert precheck(*school("qingshanhu", "G06.fen_per_classhour=8000")) == ()
    assert [reason.rule for reason in precheck(*school("qingshanhu", "G06.fen_per_classhour=7999"))] == ["G06"]


@pytest.mark.parametrize(("name", "setting", "rule"), [
    ("jiaxiang", "G01.fen_per_classhour=150", "G01"), ("xiangshan", "G12.level=hard", "G12"), ("jiangsu", "G03.level=hard", "G03"),
])  # fmt: skip
def test_a_local_number_or_duty_of_money_is_refused_with_its_reason(name: str, setting: str, rule: str) -> None:
    assert [reason.rule for reason in precheck(*school(name, setting))] == [rule]
