"""What is drawn: bands that open where a run has nothing, and sizes against times."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.curve import LARGEST, curves, grid
from benchmarks.growth import points, reference
from benchmarks.instance import family
from benchmarks.plot import main
from benchmarks.record import append
from tests.benchmarks.builders import RUN, ended, failed, line


def test_grid_goes_from_a_tenth_of_a_second_to_the_limit() -> None:
    times = grid(60.0)
    assert times[0] == pytest.approx(0.1)
    assert times[-1] == pytest.approx(60.0)
    assert list(times) == sorted(set(times))


def test_a_failed_run_opens_the_band() -> None:
    (found,) = curves([RUN, replace(RUN, seed=2), failed(seed=3)])
    band = found.band(LARGEST)
    assert band.middle[0] == math.inf
    assert band.low[-1] == band.middle[-1] == pytest.approx(0.2)
    assert band.high[-1] == math.inf
    assert curves([replace(failed(), status="infeasible")]) == []


def test_curves_take_the_longest_limit_of_family_and_label() -> None:
    found = curves([RUN, replace(RUN, limit=60.0), replace(RUN, label="new"), replace(RUN, instance="tiny")])
    assert [(c.family, c.label, c.limit, len(c.runs)) for c in found] == [
        ("school", "old", 60.0, 1), ("school", "new", 10.0, 1), ("tiny", "old", 10.0, 1),
    ]  # fmt: skip


def test_family_is_the_preset_or_the_name_without_its_number() -> None:
    assert family("tiny") == "tiny"
    assert family("classes-48") == family("classes-96") == "classes"
    assert family("7") == "7"


def test_points_never_reached_stand_at_the_limit() -> None:
    good = ended([(20, 20), (40, 38)])
    found = points([good, replace(RUN, instance="other"), failed(seed=2)])
    assert [(p.instance, p.seconds, p.reached) for p in found] == [
        ("school", 11.5, True), ("other", 10.0, False), ("school", 10.0, False),
    ]  # fmt: skip
    assert reference(found) == pytest.approx(11.5 / 8**1.5)
    assert reference(found[1:]) is None
    assert points([replace(RUN, classes=None)]) == []


def test_figures_are_drawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("matplotlib")
    out = tmp_path / "runs.jsonl"
    for run in (RUN, failed(seed=2), ended([(20, 20), (40, 38)], label="new")):
        append(out, line(run))
    assert main([str(out), str(tmp_path / "figures"), "--suffix", "svg"]) == 0
    written = [Path(name) for name in capsys.readouterr().out.split()]
    assert [path.name for path in written] == ["anytime-school.svg", "growth.svg"]
    assert all(path.stat().st_size for path in written)
