"""Scenarios: read strictly, planned from the base plan, never shown worse where they only add, compared with how sure it is."""

from __future__ import annotations

import json
from functools import cache

import pytest

from solver.errors import ProblemError
from solver.plan.result import TierResult
from solver.search.limits import Params
from solver.whatif.comparison import compare, verdict
from solver.whatif.fees import with_due_fees
from solver.whatif.run import Base, BaseOutcome, ScenarioOutcome, dump_outcome, load_outcome, run_base, run_scenario
from solver.whatif.scenario import Scenario, dump_scenario, read_scenarios
from tests.check import builders

PARAMS = Params(seconds=None, effort=0.1, workers=1)
BASE = Base(builders.problem(), builders.policy(), builders.plan().canonical())


@cache
def base_outcome() -> BaseOutcome:
    return run_base(BASE, PARAMS)


def scenario(*phrases: str, aim: str = "both") -> Scenario:
    return read_scenarios({"scenarios": [{"name": "试一试", "aim": aim, "changes": list(phrases)}]})[0]


@cache
def outcome(*phrases: str, aim: str = "both") -> ScenarioOutcome:
    return run_scenario(BASE, base_outcome(), scenario(*phrases, aim=aim), PARAMS)


def test_scenarios_are_written_and_read_again() -> None:
    one = scenario("leave T1", "lanes G1 +1", "fee 3元")
    assert read_scenarios({"scenarios": [dump_scenario(one)]}) == (one,)


def test_all_faults_of_scenarios_come_at_once_with_their_places() -> None:
    with pytest.raises(ProblemError) as told:
        read_scenarios(
            {"scenarios": [
                {"id": "一", "changes": ["leave T1"]},
                {"aim": "cheap", "changes": ["fly T1", {"kind": "lanes"}]},
                {"id": "a", "changes": ["leave T1"]}, {"id": "a", "changes": []},
            ]}
        )  # fmt: skip
    paths = {fault.path[:3] for fault in told.value.faults}
    assert {("scenarios", 0, "id"), ("scenarios", 1, "aim"), ("scenarios", 1, "changes"), ("scenarios", 3, "changes")} <= paths


def test_money_is_answered_without_a_search() -> None:
    (found,) = outcome("fee 3元").variants
    assert (found.aim, found.status, found.touched.assignments) == ("unchanged", "valid", 0)
    stands = base_outcome().stands.money
    assert found.money is not None
    assert stands is not None
    assert (found.money.fees, stands.fees) == (3 * stands.fees // 2, stands.fees)
    assert found.money.cost == stands.cost


def test_due_fees_are_those_of_the_checker() -> None:
    assert with_due_fees(BASE.problem, BASE.policy, BASE.plan) == BASE.plan


@pytest.mark.parametrize("phrase", ["lanes G1 +1", "sections +1", "join subject", "maximum >=5"])
def test_additions_are_never_shown_worse(phrase: str) -> None:
    found = outcome(phrase)
    assert found.effect == "adds"
    least, best = found.variants
    assert least.touched.assignments == 0
    assert best.valid
    assert best.values <= base_outcome().searched.values


def test_who_leaves_stands_nowhere_and_few_others_move() -> None:
    found = outcome("leave T1", aim="least_change")
    (least,) = found.variants
    assert found.effect == "removes"
    assert least.plan is not None
    assert "T1" not in {item.person for item in least.plan.assignments}
    assert "T1" in least.touched.adults


def test_a_scenario_that_cannot_be_applied_says_why_and_others_go_on() -> None:
    wrong, right = outcome("leave T9"), outcome("fee 3元")
    found = compare(base_outcome(), [wrong, right])
    assert [each.id for each in found.refused] == ["s1"]
    assert wrong.faults[0].path == ("changes", 0, "people", 0)
    assert [line.variant.aim for line in found.lines] == ["unchanged"]


def test_a_scenario_that_is_proven_infeasible_has_its_reasons() -> None:
    (found,) = outcome("leave T1,T2,T3,T4").variants
    assert found.status == "infeasible"
    assert found.reasons


def test_outcomes_are_stored_and_read_again() -> None:
    for phrase in ("fee 3元", "leave T9", "leave T1,T2,T3,T4"):
        found = outcome(phrase)
        again = load_outcome(json.loads(json.dumps(dump_outcome(found))))
        assert dump_outcome(again) == dump_outcome(found)
        assert compare(base_outcome(), [again]).lines == () or not found.faults


@pytest.mark.parametrize(
    ("value", "bound", "against", "base_bound", "spread", "expected"),
    [
        (5, None, 5, None, 0, "same"),
        (4, None, 5, None, 0, "better"),
        (4, None, 5, None, 1, "not seen"),
        (2, None, 5, 3, 9, "proven better"),
        (6, None, 5, None, 0, "worse"),
        (6, 5, 5, None, 1, "not seen"),
        (7, 6, 5, None, 9, "proven worse"),
    ],
)
def test_verdicts(value: int, bound: int | None, against: int, base_bound: int | None, spread: int, expected: str) -> None:
    assert verdict(TierResult("choice", value, bound, 10), against, base_bound, spread) == expected
