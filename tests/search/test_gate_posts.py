"""Adults at the gates in the bounds of cost and of care: fewest waves, and those that end late."""

from __future__ import annotations

from dataclasses import replace

import pytest

from solver.model.instance import Instance
from solver.policy import Policy
from solver.search.bounds.slots import gate_posts
from tests.check import builders
from tests.search.known_bounds import known


def late_after(minute: int) -> Policy:
    return builders.policy({"D05": {"late_after": minute}, "D10": {"late_after": minute, "days_per_week": 5}})


def test_one_wave_a_day_is_paid() -> None:
    """Both grades may leave together: 10 minutes of one adult on five days of two weeks, at 60 yuan for 40 minutes."""
    found = gate_posts(Instance(builders.problem(), builders.policy()), 1)
    assert [(each.rule, each.least) for each in found if not each.under] == [("G10", 10 * 1_500)]


def test_two_waves_where_the_longest_is_to_be_short() -> None:
    """The shortest longest wave is that of one class."""
    found = gate_posts(Instance(builders.problem(), builders.policy()), 1)
    paid = {tuple(each.under): each.least for each in found}
    assert paid[()] == 15_000
    assert max(paid.items(), key=lambda each: len(each[0]))[1] == 30_000


@pytest.mark.parametrize(("after", "late"), [(1_050, 10), (1_060, 0)])
def test_a_gate_is_late_by_the_clock_time_that_the_policy_names(after: int, late: int) -> None:
    """No wave ends before 17:40."""
    found = [each.least for each in gate_posts(Instance(builders.problem(), late_after(after)), 1) if each.rule == "D05" and not each.under]
    assert found == [late] * bool(late)


def test_the_bound_of_cost_knows_the_gates() -> None:
    instance = Instance(builders.problem(), builders.policy())
    values = {tier.name: 10**9 for tier in instance.policy.tiers} | {"coverage": 0}
    with_gates = known(instance, values).at(values)["cost"]
    nobody = replace(instance.problem, gates=(replace(instance.problem.gates[0], staff=0),))
    assert with_gates == known(Instance(nobody, builders.policy()), values).at(values)["cost"] + 15_000
