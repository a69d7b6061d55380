"""Measurements: what a check measures where nothing is broken is what it names where something is."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.check.measurement import AT_LEAST, AT_MOST, EXACTLY, MINUTES, Breaches, Quantity, Test, only_misses
from solver.check.plan_index import PlanIndex
from solver.check.readings import Meter, readings
from solver.check.registry import CHECKED_WHEN_SOFT, CHECKS, MEASURES
from solver.check.report import check
from tests.agreement.cases import Case, cases
from tests.check.builders import care, plan, policy, problem, reassigned

SCHOOLS = 18
"""Random schools, each with several plans that break rules, most of them at the very edge."""
NUMBERS = st.integers(-200, 200)


@cache
def _cases() -> tuple[Case, ...]:
    return tuple(case for seed in range(SCHOOLS) for case in cases(seed))


@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1), st.sampled_from([AT_LEAST, AT_MOST, EXACTLY]))
def test_a_meter_asks_for_every_miss_and_for_the_worst(pairs: list[tuple[int, int]], sense: Test) -> None:
    quantity = Quantity("A01", "值", "value", sense, MINUTES)
    meter = Meter()
    wanted, misses = meter(quantity), only_misses(quantity)
    told = [pair for pair in pairs if wanted(*pair)]
    assert meter.looked[quantity] == len(pairs)
    assert [pair for pair in told if misses(*pair)] == [pair for pair in pairs if misses(*pair)]
    worst = max(quantity.excess(*pair) for pair in pairs)
    assert max(quantity.excess(*pair) for pair in told) == worst
    assert (worst > 0) == any(misses(*pair) for pair in pairs)
    for value, limit in pairs:
        item = quantity.case(value, limit, (), "", None, "坏", "bad")
        assert item.met == (not misses(value, limit)) == (item.zh != "坏") == (quantity.excess(value, limit) <= 0)


@pytest.mark.slow
def test_readings_and_violations_agree_on_random_schools() -> None:
    broken: set[str] = set()
    for case in _cases():
        report = check(case.problem, case.policy, case.plan)
        view = PlanIndex(case.problem, case.policy, case.plan)
        for rule in CHECKS:
            if case.policy.on(rule):
                found = readings(view, rule)
                assert [item.measure for item in found] == list(MEASURES[rule])
                missed = [item for reading in found for item in reading.missed]
                if case.policy.hard(rule):
                    named = [item for item in report.violations if item.rule == rule]
                    assert sorted(map(repr, missed)) == sorted(map(repr, named)), rule
                    assert all(reading.met for reading in found) == (not named)
                    broken |= {item.rule for item in named}
                for reading in found:
                    assert reading.worst is None or reading.met == reading.worst.met
                    assert not reading.missed or reading.worst is not None
    assert len(broken) > 35, "the plans break most rules"


def test_a_check_yields_what_misses_alone_unless_a_meter_stands_there() -> None:
    view = PlanIndex(problem(), policy(), plan())
    assert [item for rule in CHECKS if policy().hard(rule) for item in CHECKS[rule](view)] == []
    assert readings(view, "A02")[0].worst is not None
    assert view.gauge is only_misses, "a reading leaves the index as it was"


@pytest.mark.parametrize("rule", sorted(CHECKED_WHEN_SOFT))
def test_a_soft_rule_is_measured_as_though_it_were_hard(rule: str) -> None:
    empty = reassigned(plan(), care(1, "2A", 0), None)
    hard, soft = (PlanIndex(problem(), policy({}, {rule: level}), empty) for level in ("hard", "soft"))
    assert readings(hard, rule) == readings(soft, rule)


def test_rules_that_are_only_scored_measure_nothing() -> None:
    assert readings(PlanIndex(problem(), policy(), plan()), "D02") == ()


def test_breaches_are_counted_among_those_who_could() -> None:
    found = readings(PlanIndex(problem(), policy(), plan()), "H07")
    assert next(item.looked for item in found if isinstance(item.measure, Breaches)) == 2
