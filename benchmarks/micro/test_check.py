"""The independent checker on a complete plan, as it judges every plan that a search accepts."""

from __future__ import annotations

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.micro.schools import NAMES, school
from solver import check_plan


@pytest.mark.parametrize("name", NAMES)
def test_check(benchmark: BenchmarkFixture, name: str) -> None:
    found = school(name)
    report = benchmark(check_plan, found.instance.problem, found.instance.policy, found.plan)
    benchmark.extra_info["violations"] = len(report.violations)
    assert report.tiers
