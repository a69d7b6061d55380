"""One sub-solve: a people scope of the constructed plan, its cost tier minimised by CP-SAT with a fixed effort."""

from __future__ import annotations

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.micro.schools import NAMES, SEED, school
from benchmarks.micro.scopes import people
from solver.model.build import build
from solver.search.engines.cpsat import CpSat
from solver.search.engines.solve_limits import SolveLimits

TIER = "cost"
EFFORT = 0.2
"""Deterministic effort: the same work on every machine."""


@pytest.mark.parametrize("name", NAMES)
def test_solve(benchmark: BenchmarkFixture, name: str) -> None:
    found = school(name)
    model = build(found.instance, people(found), found.current)
    terms = model.rows.tiers[TIER]

    def once() -> str:
        limits = SolveLimits(seconds=None, effort=EFFORT, seed=SEED)
        return CpSat(model.rows).minimise(terms, limits, model.rows.hint).status

    status = benchmark.pedantic(once, rounds=3, warmup_rounds=1)
    benchmark.extra_info["columns"] = model.rows.size
    benchmark.extra_info["status"] = status
    assert status in {"optimal", "feasible", "unknown"}
