"""Bound worker: the cost of the adults that pupils need at least (G10), by hand, and no more effort than the search has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from solver.search.bounds.store import Bounds
from solver.search.bounds.worker import INTEGER_EFFORT, BoundWorker
from solver.search.engines.cpsat import CpSat, CpSatOutcome
from solver.search.engines.solve_limits import SolveLimits
from solver.search.evaluated import evaluate
from tests.schools.tiny_by_hand import instance, plan


def test_the_cost_of_one_group_in_each_period() -> None:
    """On two days one adult for two periods of 40 minutes: four class-hours of 6,000 fen. With the classes apart it is twice as much."""
    here, bounds = instance("G10"), Bounds()
    values = evaluate(here, plan()).values
    BoundWorker(here, bounds, lambda: values).tighten_all(values, lambda: None)
    assert bounds.at(values)["cost"] == 24_000
    assert values["cost"] == 48_000


@pytest.mark.parametrize(("effort", "most"), [(None, INTEGER_EFFORT), (0.125, 0.125), (50.0, INTEGER_EFFORT)])
def test_an_integer_program_takes_no_more_effort_than_the_search(
    effort: float | None, most: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[SolveLimits] = []
    solve = CpSat.minimise

    def minimise(engine: CpSat, terms: Sequence[Any], limits: SolveLimits, **more: Any) -> CpSatOutcome:
        asked.append(limits)
        return solve(engine, terms, limits, **more)

    monkeypatch.setattr(CpSat, "minimise", minimise)
    here = instance("G10")
    values = evaluate(here, plan()).values
    BoundWorker(here, Bounds(), lambda: values, effort).tighten_all(values, lambda: None)
    assert {limits.effort for limits in asked} == {most}
