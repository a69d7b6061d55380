"""The precheck refuses nothing that has a plan."""

from itertools import product
from random import Random

import pytest

from solver.check.report import check
from solver.explain.precheck import precheck
from tests.agreement.brute import toy_with_slots
from tests.agreement.cases import school, whole
from tests.agreement.plans import random_solution
from tests.check import builders

LEVELS = [
    dict(zip(("A08", "H01", "H04", "D08"), levels, strict=True))
    for levels in product(("hard", "soft"), ("hard", "off"), ("hard", "soft"), ("hard", "off"))
]


@pytest.mark.parametrize("levels", LEVELS)
def test_a_school_with_a_valid_plan_is_not_refused(levels: dict[str, str]) -> None:
    assert precheck(builders.problem(), builders.policy(levels=levels)) == ()


@pytest.mark.parametrize("rule", ["A01", "A02", "A03", "A11", "B01", "B06", "C06", "D07", "D10", "H03", "H07", "H08", "I04",
                                  "K01", "K03", "K06"])  # fmt: skip
def test_nor_with_a_rule_less(rule: str) -> None:
    assert precheck(builders.problem(), builders.policy(levels={rule: "off"})) == ()


@pytest.mark.parametrize("seed", range(40))
def test_no_toy_school_of_which_slots_decide_is_refused_with_a_plan(seed: int) -> None:
    problem, policy = toy_with_slots(seed)
    plan = random_solution(whole(problem, policy), Random(seed))
    if plan is not None and not check(problem, policy, plan).violations:
        assert precheck(problem, policy) == ()


@pytest.mark.parametrize("seed", range(40))
def test_no_school_with_a_plan_of_its_model_is_refused(seed: int) -> None:
    """Slots are free in most of these schools, and all levels and numbers of the rules are drawn."""
    problem, policy, rng = school(seed)
    plan = random_solution(whole(problem, policy), rng, eager=True)
    if plan is not None and not check(problem, policy, plan).violations:
        assert precheck(problem, policy) == ()
