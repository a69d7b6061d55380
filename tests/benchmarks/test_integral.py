"""The primal integral, by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.best.entry import Best, BestTier
from benchmarks.best.rules import source
from benchmarks.best.store import write
from benchmarks.integral import primal_gap, primal_integral
from benchmarks.record import Tier
from benchmarks.reference import reference
from benchmarks.trajectory import trajectory
from tests.benchmarks.builders import RUN, SHA, ended


def test_primal_gap_stays_between_0_and_1() -> None:
    tier = Tier("choice", 30, None, 100)
    assert primal_gap(tier, 10) == pytest.approx(0.2)
    assert primal_gap(tier, 40) == 0.0
    assert primal_gap(tier, -200) == 1.0


def test_integral_is_the_mean_over_tiers_of_the_steps() -> None:
    way = trajectory(RUN)
    assert way is not None
    # 0-2 s: no plan, 1; 2-5 s: (0.2 + 0)/2, cost 30 being below 40; 5-10 s: (0 + 0.2)/2
    assert primal_integral(way, {"choice": 20, "cost": 40}, 10.0) == pytest.approx(2 + 3 * 0.1 + 5 * 0.1)


def test_without_a_reference_the_final_value_is_it() -> None:
    way = trajectory(RUN)
    assert way is not None
    assert primal_integral(way, {}, 10.0) == pytest.approx(2 + 3 * 0.1 + 5 * 0.05)


def test_a_run_that_ends_early_keeps_its_plan_until_the_limit() -> None:
    way = trajectory(replace(RUN, solved=6.0, limit=20.0))
    assert way is not None
    # the final 50 for cost stands from 6 s on
    assert primal_integral(way, {"choice": 20, "cost": 40}, 20.0) == pytest.approx(2 + 0.3 + 0.1 + 14 * 0.05)


def test_a_plan_after_the_limit_counts_as_none() -> None:
    way = trajectory(replace(RUN, first_plan=11.0, events=()))
    assert way is not None
    assert primal_integral(way, {}, 10.0) == 10.0


def test_reference_is_the_best_known_plan_of_the_same_request(tmp_path: Path) -> None:
    assert reference("school", SHA, [RUN], tmp_path).of(RUN) == {"choice": 20, "cost": 40}  # its own bounds
    tiers = (BestTier("choice", 18, 100), BestTier("cost", 70, 100))
    write(Best("school", SHA, tiers, source(RUN)), folder=tmp_path)
    assert reference("school", SHA, [RUN], tmp_path).of(RUN) == {"choice": 18, "cost": 70}
    assert reference("school", "b" * 64, [RUN], tmp_path).of(RUN) == {"choice": 20, "cost": 40}
    better = ended([(18, 0), (60, 0)])
    found = reference("school", SHA, [RUN, better], tmp_path)
    assert found.of(RUN) == {"choice": 18, "cost": 60}
    assert "better than the stored" in found.words
