"""One run in a process of its own: whatever happens to it, a record comes out."""

from __future__ import annotations

import gzip
import json
import time
from pathlib import Path
from typing import Any

import pytest

from benchmarks.job import Job
from benchmarks.record import parse
from benchmarks.trial import attempt
from tests.benchmarks.builders import SHA
from tests.benchmarks.checkouts import checkout


def trial(folder: Path, behaviour: str, plan: Path | None = None) -> dict[str, Any]:
    request = folder / "request.json"
    request.write_text("{}", encoding="utf-8")
    job = Job("school", SHA, seed=3, limit=0.1, workers=2, label="made up")
    return attempt(job, request, checkout(folder / "checkout", behaviour), 600.0, plan)


def test_a_run_tells_everything(tmp_path: Path) -> None:
    plan = tmp_path / "plans" / "a.plan.json.gz"
    record = trial(tmp_path, "works", plan)
    run = parse(record)
    assert run.status == "valid"
    assert record["agrees"] is True
    assert [(event.tiers[0].value, event.tiers[0].scale) for event in run.events] == [(9, 100), (5, 200)]
    assert run.tiers[0].bound == 5
    assert run.search is not None
    assert run.first_plan == pytest.approx(run.search + 0.05, abs=1e-3)
    stamps = list(record["seconds"].values())[:-1]
    assert stamps == sorted(stamps)
    assert record["exited_seconds"] >= stamps[-1] - 0.01
    assert run.classes == 2
    assert run.parts["build"] == 0.1
    assert {"interpreter", "imports", "load", "precheck", "engines"} <= set(run.parts)
    assert record["cpu_seconds"] > 0
    assert record["memory"]["peak_mb"] >= record["memory"]["largest_process_mb"] > 1
    assert record["checker_ms"] >= 0
    assert json.loads(gzip.decompress(plan.read_bytes())) == {"plan": "plan"}


@pytest.mark.parametrize(
    ("behaviour", "status", "why"),
    [("crashes", "failed", "exit code 1"), ("dies", "failed", "signal 9"), ("hangs", "failed", "being late")],
)
def test_a_crash_or_a_kill_is_a_failed_run_that_keeps_its_events(
    tmp_path: Path, behaviour: str, status: str, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, hanging = time.monotonic, tmp_path / "checkout" / "hanging"
    monkeypatch.setattr("benchmarks.trial.time.monotonic", lambda: clock() + 3600.0 * hanging.exists())  # late once it hangs
    record = trial(tmp_path, behaviour)
    run = parse(record)
    assert run.status == status
    assert why in run.failure
    assert [event.tiers[0].value for event in run.events] == [9]
    assert not run.good
    assert ("something broke" in record["failure"]["stderr"]) == (behaviour == "crashes")
    assert str(tmp_path) not in json.dumps(record)


def test_a_refusal_of_the_precheck_is_an_answer(tmp_path: Path) -> None:
    record = trial(tmp_path, "refuses")
    assert (record["status"], record["failure"], record["reasons"]) == ("infeasible", None, ["D10"])


def test_the_checker_has_the_last_word(tmp_path: Path) -> None:
    wrong = trial(tmp_path, "errs")
    assert (wrong["status"], wrong["violations"], wrong["broken_rules"]) == ("violations", 1, ["K02"])
    other = trial(tmp_path, "disagrees")
    assert (other["agrees"], other["tiers"][0]["value"]) == (False, 6)


def test_processes_left_behind_are_ended_and_told(tmp_path: Path) -> None:
    record = trial(tmp_path, "leaves")
    assert record["status"] == "valid"
    assert record["memory"]["left_behind"] == 1
