"""The construction of a complete plan."""

from __future__ import annotations

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.micro.schools import NAMES, SEED, instance
from solver.search.construct.complete import construct


@pytest.mark.parametrize("name", NAMES)
def test_construct(benchmark: BenchmarkFixture, name: str) -> None:
    found = instance(name)
    plan = benchmark.pedantic(construct, args=(found, SEED), rounds=3, warmup_rounds=1)
    assert plan.dismissals
