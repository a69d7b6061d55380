"""Records of runs, peers that are not installed, and the tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.peers.answer import Answer, Step
from benchmarks.peers.record import SHOWN, blank, record
from benchmarks.peers.registry import peers
from benchmarks.peers.request import Request, load
from benchmarks.peers.table import MARKS, table
from benchmarks.peers.worker import work
from solver import Plan

FIRST_COME, FET, OURS = "first-come", "fet", "ours"


def test_plan_is_judged_by_our_checker_alone(tiny: Request) -> None:
    boast = Answer("peer 1", "perfect", Plan(), 1.0, [Step(0.5, lambda: tiny.given), Step(1.0, Plan)])
    found = record(tiny, peers()[FET], boast, 1, 10.0)
    assert found["status"] == "violations"
    assert found["said"] == "perfect"
    assert found["violations"] == sum(found["by_rule"].values()) > found["violations_covered"] > 0
    assert [event["valid"] for event in found["events"]] == [True, False]
    assert found["first_valid_seconds"] == 0.5
    assert set(found["tiers"]) == {tier.name for tier in tiny.policy.tiers}


def test_many_steps_are_thinned_with_the_first_and_the_last_kept(tiny: Request) -> None:
    steps = [Step(float(second), tiers={"choice": second}, valid=True) for second in range(10 * SHOWN)]
    events = record(tiny, peers()[OURS], Answer("", "", None, 1.0, steps), 1, 10.0)["events"]
    assert len(events) == SHOWN
    assert (events[0]["seconds"], events[-1]["seconds"]) == (0.0, 10 * SHOWN - 1)


def test_peer_that_is_not_installed_is_skipped_with_what_to_install(
    tiny: Request, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    found = work(FET, tiny.name, 1, 1.0, None, tmp_path / "plan.json")
    assert found["status"] == "skipped"
    assert "apt-get install" in found["said"]
    assert "skipped: fet-cl is not installed" in table([found])


def test_worker_without_a_base_plan_fails_with_the_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = work(FIRST_COME, "tiny", 1, 1.0, None, tmp_path / "plan.json")
    assert found["status"] == "failed"
    assert "base plan" in found["said"]
    assert "base plan" in capsys.readouterr().err


def test_table_shows_each_task_and_what_each_peer_was_told(tiny: Request) -> None:
    good = Answer("1.0", "done", tiny.given, 2.0, [Step(0.5, lambda: tiny.given)], figures={"program_seconds": 0.5})
    runs = [record(tiny, peer, good, 1, 60.0) for peer in peers().values()]
    runs.append(blank(peers()["timefold"], "other", 1, 60.0, "failed", "out of luck"))
    text = table(runs)
    assert text.count("**The whole school**") == 2
    assert "failed: out of luck" in text
    for peer in peers().values():
        assert f"| {peer.name} |" in text
        assert peer.told in text
    assert "| 1.00 |" in text
    assert f"| {MARKS[0]} s |" in text
    assert "120 s" not in text


@pytest.mark.parametrize("name", ["tiny", "village:3"])
def test_schools_are_found_by_name_and_seed(name: str) -> None:
    assert load(name).problem.pupils


def test_unknown_school_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="Maybe one of tiny"):
        load("nowhere")
