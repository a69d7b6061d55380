"""Stating every family over a scope: what a step of the search costs before anything is solved."""

from __future__ import annotations

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.micro.schools import NAMES, school
from benchmarks.micro.scopes import SCOPES
from solver.model.build import build


@pytest.mark.parametrize("kind", SCOPES)
@pytest.mark.parametrize("name", NAMES)
def test_build(benchmark: BenchmarkFixture, name: str, kind: str) -> None:
    found = school(name)
    scope = SCOPES[kind](found)
    slow = kind == "everything" and name != "tiny"

    def once() -> int:
        return build(found.instance, scope, found.current).rows.size

    columns = benchmark.pedantic(once, rounds=1) if slow else benchmark(once)
    benchmark.extra_info["columns"] = columns
    assert columns > 0
