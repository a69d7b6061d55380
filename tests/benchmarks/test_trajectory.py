"""Values and gaps over time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.record import Tier
from benchmarks.trajectory import Trajectory, gap, trajectory
from tests.benchmarks.builders import RUN, ended, event, failed


def way() -> Trajectory:
    found = trajectory(RUN)
    assert found is not None
    return found


@pytest.mark.parametrize(("seconds", "value"), [(1.9, None), (2.0, 40), (4.9, 40), (5.0, 20), (100.0, 20)])
def test_value_is_that_of_the_last_event(seconds: float, value: int | None) -> None:
    assert way().value("choice", seconds) == value


def test_the_final_bound_counts_where_it_applies() -> None:
    found = way()
    assert found.gap("choice", 2.0) == pytest.approx(0.2)  # 40 against the final 20, not the 0 of that moment
    assert found.gap("cost", 2.0) == pytest.approx(0.3)  # 30 is below the final bound 40, which does not apply: 0 does
    assert found.gap("cost", 5.0) == pytest.approx(0.2)
    assert found.gap("cost", 11.5) == pytest.approx(0.1)
    assert found.largest(2.0) == pytest.approx(0.3)
    assert found.largest(1.0) is None


def test_a_gap_without_a_bound_that_applies_is_unknown() -> None:
    assert gap(Tier("cost", 30, None, 100), 40) is None
    assert gap(Tier("cost", 30, None, 100), None) is None
    assert gap(Tier("cost", 40, None, 100), 40) == 0.0
    unknown = trajectory(replace(RUN, tiers=(RUN.tiers[0], replace(RUN.tiers[1], bound=None))))
    assert unknown is not None
    assert unknown.largest(11.5) is None
    assert unknown.gap("choice", 11.5) == 0.0


def test_plans_before_the_first_valid_one_do_not_count() -> None:
    found = trajectory(replace(RUN, events=(event(0.8, (0, 0), (0, 0)), *RUN.events)))
    assert found is not None
    assert found.value("choice", 1.0) is None


def test_a_run_that_does_not_say_when_its_first_plan_stood_has_its_last_only() -> None:
    found = trajectory(replace(RUN, first_plan=None))
    assert found is not None
    assert [step.at for step in found.steps] == [11.5]


def test_reaching_a_target_is_the_first_time() -> None:
    found = way()
    assert found.reaches(0.3) == 2.0
    assert found.reaches(0.2) == 5.0
    assert found.reaches(0.1) == 11.5
    assert found.reaches(0.05) is None


def test_no_way_without_a_valid_plan() -> None:
    assert trajectory(failed()) is None
    assert trajectory(replace(ended([(0, 0), (0, 0)]), status="violations")) is None
