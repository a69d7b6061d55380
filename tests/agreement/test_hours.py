"""Checker and model agree about when grades leave and where duties begin and end: plans that break one such rule, or keep it."""

from __future__ import annotations

import pytest

from solver.check.report import check
from tests.agreement.cases import aimed, school
from tests.agreement.fixing import differences, hold
from tests.agreement.targets import Target
from tests.agreement.time_targets import HOURS

SEEDS = range(9_100, 9_106)


@pytest.mark.parametrize("target", HOURS, ids=lambda target: f"{target.rule} {target.spoil.__qualname__}")
def test_checker_and_model_say_the_same_of_hours(target: Target) -> None:
    found = []
    for seed in SEEDS:
        problem, policy, rng = school(seed, modules=False)
        case = aimed(seed, problem, policy, target, rng)
        if case is not None:
            report = check(case.problem, case.policy, case.plan)
            assert differences(report, hold(case.problem, case.policy).verdict(case.plan)) == []
            found.append(frozenset(violation.rule for violation in report.violations))
    assert found
    assert set().union(*found) <= {target.rule, "D03"}  # a group that is merged takes a duty with it, for which a grant may have been
