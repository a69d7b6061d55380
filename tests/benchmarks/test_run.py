"""Runs are resumed: what is in the file is not made again."""

from __future__ import annotations

import json
from importlib.util import cache_from_source
from pathlib import Path

import pytest

from benchmarks.instance import find
from benchmarks.job import Job
from benchmarks.machine import ROOT, code_sha256, default_label
from benchmarks.record import append, read
from benchmarks.run import jobs, main, missing
from tests.benchmarks.builders import SHA, failed, line
from tests.benchmarks.checkouts import checkout


def test_what_is_in_the_file_is_skipped(tmp_path: Path) -> None:
    tree, out = checkout(tmp_path / "checkout", "works"), tmp_path / "runs.jsonl"
    order = ["tiny", "--limits", "1", "--out", str(out), "--checkout", str(tree)]
    assert main([*order, "--seeds", "1"]) == 0
    assert main([*order, "--seeds", "1", "2"]) == 0
    assert [run.seed for run in read(out).runs] == [1, 2]
    assert len(out.read_text(encoding="utf-8").splitlines()) == 2
    assert main([*order, "--seeds", "1", "--label", "other"]) == 0
    assert main([*order, "--seeds", "1", "--workers", "1"]) == 0
    assert len(read(out).runs) == 4


def test_what_is_measured_has_bytecode_as_if_it_were_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    tree = checkout(tmp_path / "checkout", "works")
    order = ["tiny", "--limits", "1", "--seeds", "1", "--out", str(tmp_path / "runs.jsonl"), "--checkout", str(tree)]
    assert main(order) == 0
    for source in [*tree.glob("solver/**/*.py"), *tree.glob("api/**/*.py")]:
        assert Path(cache_from_source(str(source))).exists(), source


def test_failed_runs_are_kept_and_made_again_only_when_asked(tmp_path: Path) -> None:
    out = tmp_path / "runs.jsonl"
    append(out, line(failed()))
    job = Job("school", SHA, 1, 10.0, 2, "old")
    instance = find("tiny")
    assert missing(iter([(job, instance)]), out, again=False) == []
    assert missing(iter([(job, instance)]), out, again=True) == [(job, instance)]


def test_a_benchmark_of_code_that_changes_stops(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tree, out = checkout(tmp_path / "checkout", "edits"), tmp_path / "runs.jsonl"
    assert main(["tiny", "--limits", "1", "--seeds", "1", "2", "--out", str(out), "--checkout", str(tree)]) == 1
    assert read(out).runs == ()
    assert "git worktree" in capsys.readouterr().err


def test_every_key_has_a_plan_file_of_its_own() -> None:
    asked = list(jobs([find("tiny"), find("village")], [1.0, 2.5], [1, 2], 2, "a/b"))
    assert len({job.key for job, _ in asked}) == len({job.file_name for job, _ in asked}) == 8
    assert all("/" not in job.file_name for job, _ in asked)
    assert [job.instance for job, _ in asked[:3]] == ["tiny", "village", "tiny"]


def test_unknown_instances_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nowhere", "--out", str(tmp_path / "runs.jsonl")]) == 2
    assert "Maybe one of tiny" in capsys.readouterr().err


def test_the_same_request_packed_or_laid_out_otherwise_has_the_same_hash(tmp_path: Path) -> None:
    stored = find("tiny")
    copy = tmp_path / "copy.json"
    copy.write_text(json.dumps(json.loads(stored.document()), indent=3), encoding="utf-8")
    assert find(str(copy)).sha256() == stored.sha256()
    assert find(str(copy)).name == "copy"


def test_a_label_outside_a_repository_is_the_code(tmp_path: Path) -> None:
    first = checkout(tmp_path / "a", "works")
    assert default_label(first) == f"code-{code_sha256(first)[:8]}"
    assert code_sha256(first) == code_sha256(checkout(tmp_path / "b", "works"))
    assert code_sha256(first) != code_sha256(checkout(tmp_path / "c", "dies"))
    assert code_sha256(ROOT) != code_sha256(first)


def test_a_real_run_of_a_real_school(tmp_path: Path) -> None:
    out = tmp_path / "runs.jsonl"
    order = ["tiny", "--limits", "1", "--seeds", "1", "--label", "now"]
    assert main([*order, "--out", str(out), "--save-plans", str(tmp_path / "plans")]) == 0
    (run,) = read(out).runs
    assert run.good, run.failure
    assert run.first_plan is not None
    assert run.events
    assert run.plan is not None
    assert (tmp_path / run.plan).is_file()
    assert [tier.name for tier in run.tiers][:2] == ["seated", "coverage"]
