"""Killing, the short form: real processes, killed with -9. The long one is ``python -m benchmarks.kill``."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.kill.run import Plan, run


@pytest.mark.slow
def test_nothing_is_lost_and_nothing_happens_twice_when_processes_are_killed(database_url: str, tmp_path: Path) -> None:
    plan = Plan(jobs=5, worker_kills=3, web_kills=1, seconds=(600.0, 600.0), pause=(0.3, 1.5), patience=1800, effort=0.1)
    ran = run(database_url, tmp_path, plan)
    log = (tmp_path / "service.log").read_text(encoding="utf-8")
    assert ran.verdict.good, f"{ran.verdict}\n{log}"
    assert ran.verdict.submitted == sum(ran.verdict.states.values()) >= plan.jobs
    assert ran.killed == (3, 1), log
    assert ran.exit_code == 0, log
    assert ran.verdict.states["done"] >= 3, f"{ran.verdict}\n{log}"
